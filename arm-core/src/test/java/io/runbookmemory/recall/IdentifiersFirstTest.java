package io.runbookmemory.recall;

import static io.runbookmemory.fixture.Corpus.question;
import static io.runbookmemory.fixture.Corpus.titles;
import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.note;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.fixture.Corpus;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.text.Identifier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An exact identifier beats any likeness, if it tells memories apart. */
class IdentifiersFirstTest {

  private static final Alert ALERT =
      new Alert(
          Map.of("alertname", "OrdersLatencyHigh", "service", "orders", "severity", "page"),
          Map.of("summary", "p99 of checkout is above one second"),
          NOW);

  private final Corpus corpus = new Corpus(new ExactMemoryStore(), new HashingModel());
  private final Corpus words = new Corpus(new ExactMemoryStore(), null);

  @AfterEach
  void close() {
    corpus.close();
    words.close();
  }

  private static MemoryBuilder answering(String title, String alert) {
    return TestMemories.of(
        title, Runbook.builder("Do what the page says.").alerts(List.of(alert)).build());
  }

  private static Situation fired() {
    return Situation.builder(ALERT, NOW).deadline(Duration.ofSeconds(30)).build();
  }

  @Test
  void theRunbookOfTheAlertComesFirstEvenIfAnotherIsMoreAlike() {
    corpus.add(
        note("p99 of checkout is above one second", "p99 of checkout is above one second"),
        answering("Latency", "OrdersLatencyHigh"));

    Recall recall = corpus.recall(fired());

    assertThat(titles(recall)).first().isEqualTo("Latency");
    assertThat(recall.strength()).isEqualTo(Strength.STRONG);
    assertThat(recall.best().orElseThrow().exact())
        .contains(new Identifier(Identifier.Kind.ALERT_NAME, "OrdersLatencyHigh"));
    assertThat(recall.best().orElseThrow().why()).contains("same alert name OrdersLatencyHigh");
  }

  @Test
  void theAlertsOwnNameCountsHoweverManyAnswerIt() {
    for (int i = 0; i < 6; i++) {
      corpus.add(answering("Latency " + i, "OrdersLatencyHigh"));
    }

    assertThat(corpus.recall(fired()).judged()).allMatch(one -> !one.exact().isEmpty());
  }

  @Test
  void aRunbookForAnAlertOfALongerNameDoesNotAnswer() {
    corpus.add(answering("Latency", "OrdersLatencyHighEurope"));

    assertThat(corpus.recall(fired()).judged()).allMatch(one -> one.exact().isEmpty());
  }

  @Test
  void aPastIncidentOfTheSameFingerprintComesFirst() {
    String fingerprint = ALERT.fingerprint().value();
    MemoryBuilder same =
        TestMemories.of(
            "INC-7", Incident.builder("Something else").fingerprint(fingerprint).build());
    MemoryBuilder alike =
        note("p99 of checkout is above one second", "p99 of checkout is above one second");
    corpus.add(same, alike);
    words.add(same, alike);

    assertThat(titles(corpus.recall(fired()))).first().isEqualTo("INC-7");
    assertThat(titles(words.recall(fired()))).first().isEqualTo("INC-7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ORA-00060",
        "db-7.prod.example.com",
        "10.20.30.40",
        "ECONNRESET",
        "HTTP 507",
        "exit code 137",
        "java.nio.file.NoSuchFileException",
        "RESOURCE_EXHAUSTED"
      })
  void aRareErrorCodeOrHostComesFirst(String rare) {
    corpus.add(
        note("Batch job fails every night", "The batch job fails every night since May"),
        note("Old ticket", "Seen once: " + rare + ". Nobody knows."));

    Recall recall = corpus.recall("the batch job fails every night with " + rare);

    assertThat(titles(recall)).first().isEqualTo("Old ticket");
    assertThat(recall.best().orElseThrow().exact()).hasSize(1);
  }

  @Test
  void theOnlyMemoryThatMentionsAnAlertComesFirst() {
    corpus.add(
        note("Shift of May", "OrdersLatencyHigh woke us, the cache was cold"),
        note("p99 of checkout is above one second", "p99 of checkout is above one second"));

    assertThat(titles(corpus.recall("OrdersLatencyHigh: p99 of checkout is above one second")))
        .first()
        .isEqualTo("Shift of May");
  }

  @Test
  void anErrorIsTheSameByWhateverItIsCalled() {
    corpus.add(
        note("Gateway", "the gateway answers with status code 418 after a deployment"),
        note("Teapots", "teapots everywhere"));

    assertThat(titles(corpus.recall("teapots everywhere, HTTP 418"))).first().isEqualTo("Gateway");
  }

  @Test
  void whatHoldsThePartsOfAHostElsewhereDoesNotMakeItCommon() {
    corpus.add(
        note("Bad memory", "db-7.prod.example.com has a bad memory module"),
        note("Examples", "example of com ports on db-7 in prod: db-7.prod, db7prodexamplecom"));

    assertThat(corpus.recall("db-7.prod.example.com").best().orElseThrow().exact()).isNotEmpty();
  }

  @Test
  void aCommonErrorCodeTellsNothingApart() {
    for (int i = 0; i < 5; i++) {
      corpus.add(note("Ticket " + i, "Connection was closed by ECONNRESET " + i));
    }
    corpus.add(note("Batch job fails every night", "The batch job fails every night since May"));

    Recall recall = corpus.recall("the batch job fails every night with ECONNRESET");

    assertThat(recall.judged()).allMatch(one -> one.exact().isEmpty());
    assertThat(titles(recall)).first().isEqualTo("Batch job fails every night");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"eu-db-7.prod.example.com", "db-7.prod.example.com.au", "x.db-7.prod.example.com"})
  void aHostIsNotAnotherWhoseNameHoldsIt(String other) {
    corpus.add(note("Old ticket", "Seen on " + other + " once"));

    Recall recall = corpus.recall("disk full on db-7.prod.example.com");

    assertThat(recall.judged()).allMatch(one -> one.exact().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It was db-7.prod.example.com.",
        "`db-7.prod.example.com`",
        "host=db-7.prod.example.com:5432",
        "https://DB-7.prod.example.com/health"
      })
  void aHostIsKnownWhateverStandsAroundIt(String text) {
    corpus.add(note("Old ticket", text));

    Recall recall = corpus.recall("disk full on db-7.prod.example.com");

    assertThat(recall.best().orElseThrow().exact()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"host web-0", "node=web-0", "https://web-0/health", "see http://receive.thanos/"})
  void aShortNameIsAHostIfTheOnlyMemoryThatHoldsItCallsItOne(String called) {
    corpus.add(
        note("Old ticket", "Seen on " + called + " once"),
        note("Batch job fails every night", "The batch job fails every night since May"));

    Recall recall = corpus.recall("the batch job fails every night web-0 receive.thanos");

    assertThat(titles(recall)).first().isEqualTo("Old ticket");
    assertThat(recall.best().orElseThrow().exact()).hasSize(1);
  }

  @Test
  void aShortNameThatNoMemoryCallsAHostIsAWord() {
    corpus.add(note("Old ticket", "Seen in step web-0 and the file receive.thanos once"));

    assertThat(corpus.recall("web-0 receive.thanos").judged())
        .hasSize(1)
        .allMatch(one -> one.exact().isEmpty());
  }

  @Test
  void aPlaceholderOfARedactedSecretIsNoIdentifier() {
    corpus.add(
        note("Old ticket", "Sent to [REDACTED:email] and [REDACTED:jwt]"),
        note("Batch job fails every night", "The batch job fails every night since May"));

    Recall recall =
        corpus.recall(
            "the batch job fails every night, mail ops@db-7.prod.example.com [REDACTED:jwt]");

    assertThat(recall.route().identifiers()).isEmpty();
    assertThat(recall.judged()).allMatch(one -> one.exact().isEmpty());
    assertThat(titles(recall)).first().isEqualTo("Batch job fails every night");
  }

  @Test
  void anIdentifierFindsWithoutAModelToo() {
    words.add(
        note("Batch job fails every night", "The batch job fails every night since May"),
        note("Old ticket", "Seen once: ORA-00060. Nobody knows."));

    Recall recall = words.recall(question("batch job fails every night ORA-00060").build());

    assertThat(titles(recall)).first().isEqualTo("Old ticket");
  }
}
