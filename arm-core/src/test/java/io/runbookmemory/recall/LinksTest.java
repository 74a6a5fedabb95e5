package io.runbookmemory.recall;

import static io.runbookmemory.fixture.Corpus.question;
import static io.runbookmemory.fixture.Corpus.titles;
import static io.runbookmemory.fixture.TestMemories.ANYWHERE;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.id;
import static io.runbookmemory.fixture.TestMemories.incident;
import static io.runbookmemory.fixture.TestMemories.note;
import static io.runbookmemory.fixture.TestMemories.runbook;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.fixture.Corpus;
import io.runbookmemory.fixture.WatchedStore;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.recall.receipt.Receipt;
import io.runbookmemory.recall.via.Via;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the memories that fit are linked to. */
class LinksTest {

  private static final String QUESTION = "thumbnails missing in the gallery";

  private final List<String> reads = new ArrayList<>();
  private final WatchedStore store = new WatchedStore().beforeReading(reads::add);
  private final Corpus corpus = new Corpus(store, null);

  @BeforeEach
  void fill() {
    corpus.addUnrelated();
  }

  @AfterEach
  void close() {
    corpus.close();
  }

  private static MemoryBuilder gallery(Link... links) {
    return incident("Thumbnails missing in the gallery", QUESTION).links(List.of(links));
  }

  private static Link to(String type, String title) {
    return new Link(type, id(title));
  }

  private static MemoryBuilder resize(Link... links) {
    return runbook("Restart the resizer", "systemctl restart resizer").links(List.of(links));
  }

  private static Recollection of(Recall recall, String title) {
    return recall.recollections().stream()
        .filter(one -> one.memory().title().equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError(title + " is not among " + titles(recall)));
  }

  @ParameterizedTest
  @CsvSource({
    "fixed-by, fixed",
    "caused-by, caused",
    "same-incident, the same incident as",
    "deployment-of, deployed by"
  })
  void whatFitsBringsWhatItIsLinkedTo(String type, String said) {
    corpus.add(gallery(to(type, "Restart the resizer")), resize());
    Recall recall = corpus.recall(QUESTION);
    Recollection linked = of(recall, "Restart the resizer");

    assertThat(linked.why()).first().isEqualTo(said + " \"Thumbnails missing in the gallery\"");
    assertThat(linked.via())
        .isEqualTo(
            new Via.Linked(
                id("Thumbnails missing in the gallery"),
                "Thumbnails missing in the gallery",
                type,
                1));
    assertThat(linked.parts().relevance())
        .isEqualTo(recall.recollections().getFirst().parts().relevance() * Links.WEIGHT);
  }

  @Test
  void twoLinksAreFollowedAndNoThird() {
    corpus.add(
        incident("Thumbnails missing in the gallery", QUESTION + ", ORA-01555")
            .links(List.of(to("same-incident", "b"))),
        note("b", "bbb").links(List.of(to("fixed-by", "c"))),
        note("c", "ccc").links(List.of(to("fixed-by", "d"))),
        note("d", "ddd"));

    assertThat(titles(corpus.recall(QUESTION + ", ORA-01555")))
        .containsExactly("Thumbnails missing in the gallery", "b", "c");
  }

  @Test
  void aLinkThatOtherKindsOfMemoriesHaveIsNotFollowed() {
    corpus.add(gallery(to("recalled", "Restart the resizer")), resize());

    assertThat(titles(corpus.recall(QUESTION))).hasSize(1);
  }

  @Test
  void circlesAndDanglingLinksEnd() {
    corpus.add(
        gallery(to("fixed-by", "Restart the resizer"), to("fixed-by", "nowhere")),
        resize(
            to("same-incident", "Thumbnails missing in the gallery"),
            to("fixed-by", "Restart the resizer")));

    assertThat(titles(corpus.recall(QUESTION)))
        .containsExactly("Thumbnails missing in the gallery", "Restart the resizer");
  }

  @Test
  void whatFitsByItselfIsNeverPushedOut() {
    corpus.add(gallery(to("fixed-by", "Restart the resizer")), resize());
    for (int i = 0; i < 6; i++) {
      corpus.add(note("Thumbnails missing in the gallery " + i, QUESTION));
    }
    Recall recall = corpus.recall(QUESTION);

    assertThat(recall.recollections()).hasSize(5).allMatch(one -> one.via() == null);
    assertThat(recall.judged())
        .filteredOn(one -> one.via() != null)
        .singleElement()
        .extracting(Recollection::leftOut)
        .isEqualTo(LeftOut.BEYOND_TOP_K);
  }

  @Test
  void whatMayNotBeRecalledIsNotOverALinkEither() {
    corpus.add(
        gallery(
            to("fixed-by", "draft"),
            to("fixed-by", "expired"),
            to("fixed-by", "elsewhere"),
            to("fixed-by", "other service"),
            to("fixed-by", "mine")),
        note("draft", "x").status(MemoryStatus.DRAFT),
        note("expired", "x").expiresAt(NOW),
        note("elsewhere", "x").scope(ANYWHERE.withSession("s-1")),
        note("other service", "x").scope(ANYWHERE.withService("cdn")),
        note("mine", "x").scope(ANYWHERE.withSession("s-2")));
    Situation asked =
        question(QUESTION)
            .scope(ANYWHERE.withSession("s-2"))
            .filter(new Filter.Ne<>(Field.SERVICE, "cdn"))
            .build();

    assertThat(titles(corpus.recall(asked)))
        .containsExactly("Thumbnails missing in the gallery", "mine");
    assertThat(corpus.recall(asked).judged())
        .noneMatch(one -> one.memory().title().equals("draft"));
  }

  @Test
  void whatWasSupersededLeadsToItsSuccessorFromEitherSide() {
    corpus.add(
        gallery(to("fixed-by", "Restart the resizer"), to("fixed-by", "Old flush")),
        resize().status(MemoryStatus.SUPERSEDED),
        runbook("Restart the resizer, second edition", "kubectl rollout restart")
            .links(List.of(to("supersedes", "Restart the resizer"))),
        note("Old flush", "x")
            .status(MemoryStatus.SUPERSEDED)
            .links(List.of(to("superseded-by", "Purge the cache"))),
        note("Purge the cache", "x"));

    assertThat(titles(corpus.recall(QUESTION)))
        .containsExactlyInAnyOrder(
            "Thumbnails missing in the gallery",
            "Restart the resizer, second edition",
            "Purge the cache");
  }

  @Test
  void aSupersededMemoryOfAnotherSessionLeadsNowhere() {
    corpus.add(
        gallery(to("fixed-by", "Old flush")),
        note("Old flush", "x")
            .scope(ANYWHERE.withSession("s-1"))
            .status(MemoryStatus.SUPERSEDED)
            .links(List.of(to("superseded-by", "Purge the cache"))),
        note("Purge the cache", "x"));

    assertThat(titles(corpus.recall(QUESTION))).hasSize(1);
  }

  @Test
  void hundredsOfLinksAreOneReadOfAFewAHop() {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      corpus.add(note("far " + i, "far" + i));
      links.add(to("same-incident", "far " + i));
    }
    corpus.add(gallery(links.toArray(Link[]::new)));
    reads.clear();
    Recall recall = corpus.recall(QUESTION);

    assertThat(reads.stream().filter("getAll"::equals)).hasSize(1);
    assertThat(recall.judged().stream().filter(one -> one.via() != null)).hasSize(16);
  }

  @Test
  void theReceiptSaysOverWhichLinkAndReplays() {
    corpus.add(gallery(to("fixed-by", "Restart the resizer")), resize());
    Situation asked = question(QUESTION).build();
    Receipt receipt = Receipt.of(asked, corpus.recall(asked), new PatternRedactor());

    assertThat(receipt.json()).contains("\"link\" : \"fixed-by\"", "\"hops\" : 1");
    assertThat(Receipt.of(asked, corpus.recall(receipt.situation()), new PatternRedactor()))
        .isEqualTo(receipt);
  }
}
