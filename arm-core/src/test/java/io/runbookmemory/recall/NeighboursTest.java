package io.runbookmemory.recall;

import static io.runbookmemory.fixture.Corpus.question;
import static io.runbookmemory.fixture.Corpus.titles;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.note;
import static io.runbookmemory.fixture.TestMemories.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.fixture.Corpus;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.fixture.WatchedStore;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.recall.receipt.Receipt;
import io.runbookmemory.recall.via.Via;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the services that the one in question depends on bring to a recall. */
class NeighboursTest {

  private static final String QUESTION = "checkout answers slowly, acquirer timeouts";

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

  private static MemoryBuilder fact(String subject, String relation, String object) {
    return TestMemories.of(
            subject + " " + relation + " " + object, new ResourceFact(subject, relation, object))
        .scope(service(subject));
  }

  private static MemoryBuilder known(String service, String title, String text) {
    return note(title, text).scope(service(service));
  }

  private static MemoryBuilder paymentsSlow() {
    return known("payments", "Acquirer timeouts", "payments answers slowly when the acquirer does");
  }

  private Recall ask(String service) {
    return corpus.recall(question(QUESTION).service(service).build());
  }

  private static Recollection of(Recall recall, String title) {
    return recall.judged().stream()
        .filter(one -> one.memory().title().equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError(title + " is not among " + titles(recall.judged())));
  }

  @Test
  void whatADependencyIsKnownForIsRecalledWhereNothingIsKnownOfTheService() {
    corpus.add(paymentsSlow());
    Recollection before = of(ask("checkout"), "Acquirer timeouts");
    corpus.add(fact("checkout", "depends on", "payments"));
    try (Corpus later = new Corpus(store, null)) {
      Recall recall = later.recall(question(QUESTION).service("checkout").build());
      Recollection after = of(recall, "Acquirer timeouts");

      assertThat(recall.degraded()).isEqualTo(ask("checkout").degraded());
      assertThat(after.why()).first().isEqualTo("payments, which checkout depends on");
      assertThat(after.parts().relevance()).isGreaterThan(before.parts().relevance());
      assertThat(after.via()).isInstanceOf(Via.Needed.class);
      assertThat(before.via()).isNull();
    }
  }

  @Test
  void twoStepsAwayCountsLessThanOneAndTheWayIsSaid() {
    corpus.add(
        fact("checkout", "calls", "payments"),
        fact("payments", "calls", "gateway"),
        fact("gateway", "calls", "bank"),
        known("payments", "One step", "acquirer timeouts"),
        known("gateway", "Two steps", "acquirer timeouts"),
        known("bank", "Three steps", "acquirer timeouts"));
    Recall recall = ask("checkout");

    assertThat(of(recall, "Two steps").why())
        .first()
        .isEqualTo("gateway, which checkout depends on through payments");
    assertThat(of(recall, "One step").parts().relevance())
        .isGreaterThan(of(recall, "Two steps").parts().relevance());
    assertThat(of(recall, "Two steps").parts().relevance())
        .isGreaterThan(of(recall, "Three steps").parts().relevance());
    assertThat(of(recall, "Three steps").via()).isNull();
  }

  @Test
  void whatIsKnownOfTheServiceUnderItsFormerNameIsItsOwn() {
    corpus.add(
        fact("basket", "was renamed to", "checkout"),
        fact("web", "calls", "checkout"),
        known("basket", "Of old", "acquirer timeouts"));

    assertThat(of(ask("checkout"), "Of old").why())
        .first()
        .isEqualTo("basket, another name of checkout");
  }

  @Test
  void aNeighbourNeverPassesAnOwnMatchThatFitsAsWell() {
    corpus.add(
        fact("checkout", "calls", "payments"),
        known("checkout", "Own", "acquirer timeouts answers slowly")
            .happenedAt(NOW.minusSeconds(1)),
        known("payments", "Theirs", "acquirer timeouts answers slowly checkout"));
    Recall recall = ask("checkout");
    List<String> order = titles(recall.judged());

    assertThat(order.indexOf("Own")).isLessThan(order.indexOf("Theirs"));
    assertThat(of(recall, "Theirs").parts().relevance())
        .isLessThanOrEqualTo(of(recall, "Own").parts().relevance());
  }

  @Test
  void neighboursAreNotAskedWhereSomethingOfTheServiceFitsStrongly() {
    corpus.add(
        fact("checkout", "calls", "payments"),
        paymentsSlow(),
        known("checkout", QUESTION, QUESTION));
    Recall recall = ask("checkout");

    assertThat(recall.strength()).isEqualTo(Strength.STRONG);
    assertThat(recall.judged()).allMatch(one -> one.via() == null);
  }

  @Test
  void whatMayNotBeRecalledIsNotOverANeighbourEither() {
    corpus.add(
        fact("checkout", "calls", "payments"),
        paymentsSlow().status(MemoryStatus.DRAFT),
        known("payments", "Expired", "acquirer timeouts").expiresAt(NOW),
        known("payments", "Said elsewhere", "acquirer timeouts")
            .scope(service("payments").withSession("s-1")));

    assertThat(titles(ask("checkout").judged()))
        .doesNotContain("Acquirer timeouts", "Expired", "Said elsewhere");
  }

  @Test
  void aFactIsWorthLessToWhoDoesNotAskForIt() {
    corpus.add(fact("checkout", "depends on", "payments"));

    assertThat(corpus.recall("checkout is slow today").recollections()).isEmpty();
    assertThat(titles(corpus.recall("what does checkout depend on")))
        .containsExactly("checkout depends on payments");
  }

  @Test
  void whatADependencyDeployedLatelyDiffersTooAfterTheOwn() {
    corpus.add(
        fact("checkout", "calls", "payments"),
        known("checkout", "Own", "acquirer timeouts answers slowly")
            .happenedAt(NOW.minus(Duration.ofDays(9))),
        deployment("payments", "v7", Duration.ofHours(1)),
        deployment("search", "v1", Duration.ofHours(1)),
        deployment("checkout", "v3", Duration.ofHours(5)));
    corpus.recall(question("the moon").service("checkout").build()); // reads the graph

    assertThat(of(ask("checkout"), "Own").differs())
        .map(said -> said.substring(0, said.indexOf(" was")))
        .containsExactly("v3 of checkout", "v7 of payments");
  }

  private static MemoryBuilder deployment(String service, String version, Duration ago) {
    return TestMemories.of(
            service + " " + version, new Deployment(version, List.of(), "", List.of()))
        .scope(service(service))
        .happenedAt(NOW.minus(ago));
  }

  @Test
  void theReceiptSaysOverWhatAndReplays() {
    corpus.add(fact("checkout", "calls", "payments"), paymentsSlow());
    Situation asked = question(QUESTION).service("checkout").build();
    Receipt receipt = Receipt.of(asked, corpus.recall(asked), new PatternRedactor());

    assertThat(receipt.json()).contains("\"via\"", "\"service\" : \"payments\"", "\"hops\" : 1");
    assertThat(Receipt.of(asked, corpus.recall(receipt.situation()), new PatternRedactor()))
        .isEqualTo(receipt);
  }

  @Test
  void withoutFactsAndLinksNoReadIsMadeButOneForTheGraph() {
    corpus.add(paymentsSlow());
    ask("checkout");
    reads.clear();
    ask("checkout");

    assertThat(reads).doesNotContain("changes", "stats", "getAll", "usage");
  }

  @Test
  void aGraphThatCannotBeReadIsSaidAndTheRestIsRecalled() {
    corpus.add(paymentsSlow());
    store.beforeReading(
        method -> {
          if (method.equals("stats")) {
            throw new UnavailableException("the store", "no counts today");
          }
        });
    Recall recall = ask("checkout");

    assertThat(recall.degraded()).contains(Degradation.SURROUNDINGS);
    assertThat(titles(recall.judged())).contains("Acquirer timeouts");
  }

  @Test
  void aGraphThatIsLateIsLeftOutWithinTheDeadline() {
    corpus.add(paymentsSlow());
    store.beforeReading(
        method -> {
          if (method.equals("stats")) {
            pause();
          }
        });
    Recall recall =
        corpus.recall(
            question(QUESTION).service("checkout").deadline(Duration.ofSeconds(3)).build());

    assertThat(recall.degraded()).contains(Degradation.SURROUNDINGS);
    assertThat(titles(recall.judged())).contains("Acquirer timeouts");
  }

  private static void pause() {
    try {
      Thread.sleep(6_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aDependencyIsFoundByMeaningToo() {
    WatchedStore vectors = new WatchedStore();
    try (Corpus withModel = new Corpus(vectors, new HashingModel())) {
      withModel.addUnrelated();
      withModel.add(fact("checkout", "calls", "payments"), paymentsSlow());
      Recall recall = withModel.recall(question(QUESTION).service("checkout").build());

      assertThat(Optional.ofNullable(of(recall, "Acquirer timeouts").via())).isPresent();
    }
  }
}
