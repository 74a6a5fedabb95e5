package io.runbookmemory.recall.receipt;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.id;
import static io.runbookmemory.fixture.TestMemories.note;
import static io.runbookmemory.fixture.TestMemories.runbook;
import static io.runbookmemory.fixture.TestMemories.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.fixture.Corpus;
import io.runbookmemory.fixture.HashingModel;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.recall.LeftOut;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A receipt tells how a recall came about, can be asked again, and keeps no secret. */
class ReceiptTest {

  private static final PatternRedactor REDACTOR = new PatternRedactor();

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final Corpus corpus = new Corpus(store, new HashingModel());

  @BeforeEach
  void remember() {
    corpus.add(
        runbook("Disk full", "Clear old log files when the disk of a host is full.")
            .scope(service("logs")),
        note("Mail queue", "The mailer stopped because the relay refused its password."),
        note("Disk slow", "The disk of the database host is slow."));
  }

  @AfterEach
  void close() {
    corpus.close();
  }

  private Receipt ask(Situation situation) {
    return Receipt.of(situation, corpus.recall(situation), REDACTOR);
  }

  private static Situation diskFull() {
    return Corpus.question("the disk of this host is full of old log files")
        .service("logs")
        .topK(1)
        .build();
  }

  /** With everything that a situation can hold. */
  private static Situation everything() {
    Alert alert =
        new Alert(
            Map.of("alertname", "DiskFull", "instance", "db-7:9100"),
            Map.of("summary", "the disk is full"),
            NOW.minusSeconds(60));
    Filter filter =
        Filter.and(
            new Filter.Range<>(Field.CREATED_AT, Instant.EPOCH, null),
            new Filter.Range<>(Field.OCCURRENCES, null, 9L),
            Filter.not(new Filter.HasTag("old")),
            Filter.or(
                Filter.eq(Field.KIND, "note"),
                new Filter.In<>(Field.KIND, Set.of("runbook", "incident")),
                new Filter.ContainsText("disk"),
                new Filter.IsNull(Field.SEVERITY)),
            new Filter.Ne<>(Field.PINNED, true),
            Filter.everything());
    return Situation.builder(alert, NOW)
        .service("logs")
        .env("prod")
        .filter(filter)
        .deadline(Duration.ofSeconds(30))
        .topK(2)
        .build();
  }

  @Test
  void theSameQuestionOnTheSameStoreGivesTheSameBytes() {
    for (Situation situation : List.of(diskFull(), everything())) {
      Receipt receipt = Receipt.parse(ask(situation).json());

      Receipt replayed = ask(receipt.situation());

      assertThat(replayed.json()).isEqualTo(receipt.json());
      assertThat(receipt.differencesTo(replayed)).isEmpty();
    }
  }

  @Test
  void everyCandidateStandsInOrderWithWhatItsScoreIsMadeOf() {
    Receipt receipt = ask(diskFull());

    assertThat(receipt.json())
        .containsSubsequence(
            "\"format\" : \"arm-receipt/1\"",
            "\"at\" : \"2026-05-12T02:41:00Z\"",
            "\"question\" : \"the disk of this host",
            "\"deadline\" : \"PT30S\"",
            "\"relevance\" : 0.4",
            "\"EPISODIC\" : \"P",
            "\"calibration\" : \"bge-small-en-v1.5-q, stretched\"",
            "\"dimension\"",
            "\"strength\"",
            "\"candidates\"",
            "\"id\" : \"" + id("Disk full") + "\"",
            "\"version\" : 1",
            "\"similarity\" : 0.",
            "\"leftOut\" : null",
            "\"leftOut\" : \"" + LeftOut.IRRELEVANT)
        .contains(id("Mail queue").toString())
        .doesNotContain("took")
        .doesNotContain("mailer");
  }

  @Test
  void anAddedMemoryIsNamed() {
    Receipt receipt = ask(diskFull());

    corpus.add(note("Disk lost", "The disk of the host is lost."));

    assertThat(receipt.differencesTo(ask(receipt.situation())))
        .contains("candidate " + id("Disk lost") + " added");
  }

  @Test
  void aRemovedMemoryIsNamed() {
    Receipt receipt = ask(diskFull());

    store.writer(Tenant.DEFAULT).delete(List.of(id("Disk slow")), NOW);

    assertThat(receipt.differencesTo(ask(receipt.situation())))
        .contains("candidate " + id("Disk slow") + " removed");
  }

  @Test
  void anotherScoreIsNamedWithBothValues() {
    Receipt receipt = ask(diskFull());

    corpus.use("Disk full", UsageDelta.outcome(true, NOW));

    String candidate = "candidate " + id("Disk full");
    assertThat(receipt.differencesTo(ask(receipt.situation())))
        .hasSize(2)
        .anyMatch(one -> one.startsWith(candidate + "/score was 0."))
        .anyMatch(one -> one.startsWith(candidate + "/success was 0.5, is 0."));
  }

  @Test
  void noSecretOfTheQuestionStandsInIt() {
    Alert alert =
        new Alert(
            Map.of("alertname", "DiskFull", "instance", "root@db.example.com", "pw", "pwd=hunter2"),
            Map.of("summary", "disk full, password: swordfish"),
            NOW);
    Situation situation =
        Situation.builder(alert, NOW)
            .service("amy@example.com")
            .filter(Filter.not(new Filter.HasTag("token=abcd1234 bob@example.com")))
            .deadline(Duration.ofSeconds(30))
            .build();

    Receipt receipt = ask(situation);

    assertThat(receipt.json())
        .contains("[EMAIL_1]", "[SECRET_1]")
        .doesNotContain("example.com", "hunter2", "swordfish");
  }

  @Test
  void aDegradedRecallHasAReceiptToo() {
    corpus.close();

    assertThat(ask(diskFull()).json()).contains("STORE_DOWN", "\"candidates\" : [ ]");
  }

  @Test
  void aCallerCanKeepItInTheLedger() {
    Receipt receipt = ask(diskFull());
    Ledger ledger = store.ledger(Tenant.DEFAULT);
    LedgerStream receipts = new LedgerStream("receipts");

    ledger.append(
        List.of(new LedgerEntry(new UUID(1, 2), receipts, "recall", NOW, "logs", receipt.json())));

    String kept = ledger.last(EntryFilter.of(receipts)).orElseThrow().entry().body();
    assertThat(Receipt.parse(kept)).isEqualTo(receipt);
  }

  @Test
  void whatIsNoReceiptIsRefusedWithTheRule() {
    assertThatThrownBy(() -> Receipt.parse("[]"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be a JSON object");
    assertThatThrownBy(() -> Receipt.parse("{\"format\":\"arm-receipt/2\"}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("arm-receipt/1");
    assertThatThrownBy(() -> Receipt.parse("{\"format\":\"arm-receipt/1\"}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be a string");
    String receipt = ask(diskFull()).json();
    assertThatThrownBy(() -> Receipt.parse(receipt.replace("\"topK\" : 1", "\"topK\" : 0")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("topK must be at least 1");
    assertThatThrownBy(() -> Receipt.parse(receipt.replace("\"everything\"", "\"some\"")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("knows no filter \"some\"");
  }
}
