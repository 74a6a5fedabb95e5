package io.runbookmemory.recall;

import static io.runbookmemory.fixture.Corpus.question;
import static io.runbookmemory.fixture.Corpus.titles;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.note;
import static io.runbookmemory.fixture.TestMemories.runbook;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.Corpus;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is found, by meaning and by words, and in which order it comes back. */
class FindingTest {

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final HashingModel model = new HashingModel();
  private final Corpus corpus = new Corpus(store, model);

  @AfterEach
  void close() {
    corpus.close();
  }

  private Corpus operations() {
    return corpus.add(
        runbook("Slow database", "The database is slow because of a long transaction."),
        runbook("Disk full", "Clear old log files when the disk of a host is full."),
        runbook("Certificate expires", "Renew the certificate of the gateway with certbot."),
        note("Mail queue", "The mailer stopped because the relay refused its password."),
        runbook("Cache evictions", "Raise maxmemory where Redis evicts keys too early."));
  }

  @Test
  void aQuestionFindsTheMemoryThatAnswersIt() {
    operations();

    Recall recall = corpus.recall("the disk of this host is full of old log files");

    assertThat(titles(recall)).first().isEqualTo("Disk full");
    assertThat(recall.strength()).isNotEqualTo(Strength.TRIAGE);
    assertThat(recall.degraded()).isEmpty();
    assertThat(recall.best().orElseThrow().excerpt()).contains("Clear old log files");
    assertThat(recall.best().orElseThrow().why()).anyMatch(why -> why.startsWith("meaning 0."));
  }

  @Test
  void aMemoryThatSharesNoWordIsFoundByItsMeaning() {
    corpus.add(
        note("sluggish postgres", "sluggish postgres"), note("mail relay", "mail relay refused"));

    Recall recall = corpus.recall("slow database");

    assertThat(titles(recall)).containsExactly("sluggish postgres");
    ScoreParts parts = recall.best().orElseThrow().parts();
    assertThat(parts.similarity()).isGreaterThan(0.95);
    assertThat(parts.textScore()).isNull();
  }

  @Test
  void aMemoryThatHasNoVectorIsFoundByItsWords() {
    try (Corpus wordsOnly = new Corpus(store, null)) {
      wordsOnly.add(
          runbook("Certbot renewal fails", "Certbot renewal of the gateway certificate fails"));
    }
    operations().addUnrelated();

    Recall recall = corpus.recall("certbot renewal of the gateway certificate fails");

    assertThat(titles(recall)).contains("Certbot renewal fails", "Certificate expires");
    Recollection byWords =
        recall.recollections().stream()
            .filter(one -> one.memory().title().equals("Certbot renewal fails"))
            .findFirst()
            .orElseThrow();
    assertThat(byWords.parts().similarity()).isNull();
    assertThat(byWords.parts().textScore()).isPositive();
    assertThat(byWords.why()).contains("its words match best");
  }

  @Test
  void whatFitsTooLittleIsLeftOutAndStillJudged() {
    operations();

    Recall recall = corpus.recall("the disk of this host is full of old log files");

    assertThat(titles(recall)).doesNotContain("Mail queue");
    assertThat(titles(recall.judged())).contains("Mail queue").containsAll(titles(recall));
    assertThat(recall.judged()).hasSize(5);
  }

  @Test
  void noMoreComesBackThanWasAskedFor() {
    for (int i = 0; i < 9; i++) {
      corpus.add(note("Disk full " + i, "The disk is full of old log files"));
    }

    assertThat(corpus.recall("disk full of old log files").recollections()).hasSize(5);
    assertThat(
            corpus.recall(question("disk full of old log files").topK(2).build()).recollections())
        .hasSize(2);
  }

  @Test
  void aFilterHoldsForEverythingThatComesBack() {
    operations().add(note("Disk full again", "The disk of the host is full of old log files"));

    Recall recall =
        corpus.recall(
            question("the disk of the host is full of old log files")
                .filter(Filter.eq(Field.KIND, "note"))
                .build());

    assertThat(titles(recall)).containsExactly("Disk full again");
    assertThat(recall.judged()).allMatch(one -> one.memory().content().kind().equals("note"));
  }

  @Test
  void ofTwoThatFitAlikeTheOneThatHelpedComesFirst() {
    corpus
        .add(note("Disk full a", "disk full"), note("Disk full b", "disk full"))
        .use("Disk full b", UsageDelta.outcome(true, NOW))
        .use("Disk full a", UsageDelta.outcome(false, NOW));

    Recall recall = corpus.recall("disk full");

    assertThat(titles(recall)).containsExactly("Disk full b", "Disk full a");
    assertThat(recall.best().orElseThrow().why()).contains("helped 1 of 1 time, too few to tell");
  }

  @Test
  void theSameQuestionGivesTheSameOrderAndTiesGoById() {
    for (int i = 0; i < 8; i++) {
      corpus.add(note("Disk full " + i, "disk full"));
    }

    List<Recollection> once = corpus.recall("disk full").judged();
    List<Recollection> again = corpus.recall("disk full").judged();

    assertThat(again).isEqualTo(once);
    for (int i = 1; i < once.size(); i++) {
      Recollection before = once.get(i - 1);
      Recollection after = once.get(i);
      assertThat(before.parts().score()).isGreaterThanOrEqualTo(after.parts().score());
      if (before.parts().score() == after.parts().score()) {
        assertThat(before.memory().id()).isLessThan(after.memory().id());
      }
    }
  }

  @Test
  void allPartsOfAScoreAreInRangeAndBlendAsDocumented() {
    operations().use("Disk full", UsageDelta.outcome(true, NOW));

    for (String text : List.of("disk full", "database slow", "x", "password relay mailer queue")) {
      for (Recollection one : corpus.recall(text).judged()) {
        ScoreParts parts = one.parts();
        assertThat(List.of(parts.score(), parts.relevance(), parts.recency(), parts.success()))
            .as("%s for %s", one.memory(), text)
            .allMatch(part -> part >= 0 && part <= 1);
        assertThat(parts.score())
            .isEqualTo(0.4 * parts.relevance() + 0.3 * parts.recency() + 0.3 * parts.success());
      }
    }
  }

  @Test
  void theExcerptOfAMemoryWithoutPassagesCutsNoEmojiInTwo() {
    try (Corpus wordsOnly = new Corpus(store, null)) {
      wordsOnly.add(note("Disk full", "x".repeat(299) + "\uD83D\uDE92 and more"));
      Recall recall = wordsOnly.recall("disk full");

      assertThat(recall.judged().getFirst().excerpt()).isEqualTo("x".repeat(299));
    }
  }

  @Test
  void theSecretsOfAQuestionReachNeitherTheModelNorTheReceipt() {
    operations();

    Recall recall =
        corpus.recall("disk full, mail root@db-7.prod.example.com or amy@example.com, pwd=hunter2");

    assertThat(model.queries()).hasSize(1).noneMatch(text -> text.contains("example.com"));
    assertThat(recall.route().toString()).doesNotContain("example.com").doesNotContain("hunter2");
  }
}
