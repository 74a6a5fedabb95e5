package io.runbookmemory.examples.daemon.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InboxTest {

  private static final Instant NOW = Instant.parse("2026-03-01T03:00:00Z");

  private final ManualClock clock = new ManualClock(NOW);

  private static final Taken NEW = new Taken.Durable(List.of(firing()), 0);
  private static final Taken KNOWN = new Taken.Durable(List.of(), 1);

  private static Report firing() {
    return new Report(
        new Alert(Map.of("alertname", "Slow"), Map.of(), NOW), AlertStatus.FIRING, null);
  }

  @Test
  void whatFiresForLongerThanItIsKeptIsNewAgainAlsoToAnotherDaemon() {
    Ledger ledger = new ExactMemoryStore().ledger(Tenant.DEFAULT);
    Inbox prunes = new Inbox(ledger, new PatternRedactor(), clock);
    Inbox other = new Inbox(ledger, new PatternRedactor(), clock);
    assertThat(prunes.take(List.of(firing()), 9)).isEqualTo(NEW);
    clock.advance(Duration.ofMinutes(1));
    assertThat(other.take(List.of(firing()), 9)).isEqualTo(KNOWN);
    clock.advance(Duration.ofHours(1));
    assertThat(prunes.prune(clock.instant())).isEqualTo(1);

    assertThat(other.take(List.of(firing()), 9)).isEqualTo(KNOWN);
    assertThat(prunes.take(List.of(firing()), 9)).isEqualTo(NEW);
    clock.advance(Duration.ofHours(6));
    assertThat(prunes.prune(clock.instant())).isEqualTo(1);
    assertThat(other.take(List.of(firing()), 9)).isEqualTo(NEW);
  }
}
