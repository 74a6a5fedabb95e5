package io.runbookmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.fixture.WatchedStore;
import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.journal.alerts.AlertRecord;
import io.runbookmemory.journal.alerts.Fate;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreparedAnswersTest {

  private static final Instant T = Instant.parse("2026-03-04T03:00:00Z");
  private static final String LAG = "KafkaLag of orders (prod)";

  private final WatchedStore store = new WatchedStore();
  private final ExactMemoryStore ledgers = new ExactMemoryStore();
  private final Ledger ledger = ledgers.ledger(Tenant.DEFAULT);
  private final RunbookMemory memory =
      RunbookMemory.builder(store).ledger(ledgers).clock(() -> T).build();
  private final PreparedAnswers answers = new PreparedAnswers(memory, ledger);

  private MemoryId known(String words) {
    Remembered remembered = memory.remember(words);
    return remembered.id();
  }

  @Test
  void anAnswerIsThereThoughTheStoreIsGoneByThen() {
    MemoryId id = known("KafkaLag of orders: the consumer hung, restarting it fixed the lag.");
    assertThat(answers.prepare(List.of(LAG), T)).isEqualTo(1);

    store.beforeReading(
        method -> {
          throw new UnavailableException("the store", "is down");
        });

    PreparedAnswer answer = answers.answer(LAG).orElseThrow();
    assertThat(answer.memories())
        .extracting(PreparedAnswer.Known::id)
        .containsExactly(id.toString());
    assertThat(answer.text()).contains("Fix: restarting it");
    assertThat(answer.memories().getFirst().strong()).isTrue();
    assertThat(answer.at()).isEqualTo(T);
  }

  @Test
  void whatSaysNothingNewIsNotWrittenAndWhatDoesIs() {
    known("KafkaLag of orders: the consumer hung, restarting it fixed the lag.");
    answers.prepare(List.of(LAG), T);

    assertThat(answers.prepare(List.of(LAG), T.plusSeconds(3600))).isZero();
    assertThat(answers.answer(LAG).orElseThrow().at()).isEqualTo(T);

    memory.remember(
        Memory.builder(
                MemoryId.named("test", "partitions"),
                Scope.of(Tenant.DEFAULT),
                "KafkaLag of orders: partitions",
                new Note("KafkaLag of orders means that a partition has no consumer."),
                T)
            .build());
    assertThat(answers.prepare(List.of(LAG), T.plusSeconds(7200))).isEqualTo(1);
    assertThat(answers.answer(LAG).orElseThrow().memories()).hasSize(2);
  }

  @Test
  void whatMemoryCouldNotSayInFullDoesNotReplaceWhatItSaidBefore() {
    known("KafkaLag of orders: the consumer hung, restarting it fixed the lag.");
    answers.prepare(List.of(LAG), T);
    store.beforeReading(
        method -> {
          throw new UnavailableException("the store", "is down");
        });

    assertThat(answers.prepare(List.of(LAG), T.plusSeconds(3600))).isZero();
    assertThat(answers.answer(LAG).orElseThrow().memories()).hasSize(1);
    assertThat(answers.answer("never prepared")).isEmpty();
  }

  @Test
  void whatFiresOnMostDaysIsLikelyToBeAskedNext() {
    for (int day = 1; day <= 20; day++) {
      fired("KafkaLag", T.minus(Duration.ofDays(day)));
      if (day % 4 == 0) {
        fired("DiskFull", T.minus(Duration.ofDays(day)));
      }
    }
    for (int minute = 0; minute < 40; minute++) {
      fired("Flapping", T.minus(Duration.ofDays(2)).plusSeconds(60L * minute));
    }
    fired("LongAgo", T.minus(Duration.ofDays(29)));

    assertThat(PreparedAnswers.likely(new JournalHistory(memory.journal()), List.of(), T))
        .containsExactly(
            "KafkaLag of orders (prod)", "DiskFull of orders (prod)", "Flapping of orders (prod)");
  }

  private void fired(String name, Instant at) {
    AlertName alert = new AlertName(name, "%016x".formatted(name.hashCode()));
    Place orders = new Place("orders", "prod", null, null);
    memory
        .journal()
        .alerts()
        .append(List.of(new AlertRecord(at, alert, orders, Verdict.PAGE, Fate.NOTIFIED)));
  }
}
