package io.runbookmemory.testkit.ledger;

import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.ledger.Entries.OTHER;
import static io.runbookmemory.testkit.ledger.Entries.STREAM;
import static io.runbookmemory.testkit.ledger.Entries.at;
import static io.runbookmemory.testkit.ledger.Entries.entry;
import static io.runbookmemory.testkit.ledger.Entries.saying;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.store.ledger.EntryFilter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is old may go, and nothing else does. */
interface PruneContract extends LedgerSubject {

  @Test
  default void whatHappenedBeforeGoesAndWhatHappenedThenStays() {
    Instant microsecond = NOW.plusNanos(1_000);
    ledger()
        .append(
            List.of(
                at(1, STREAM, microsecond),
                at(2, STREAM, NOW),
                at(3, OTHER, NOW),
                at(4, STREAM, NOW.plusSeconds(60))));

    assertThat(ledger().prune(STREAM, NOW)).isZero();
    assertThat(ledger().prune(STREAM, microsecond.plusNanos(999))).isEqualTo(1);

    assertThat(entries())
        .containsExactly(at(1, STREAM, microsecond), at(4, STREAM, NOW.plusSeconds(60)));
    assertThat(ledger().read(EntryFilter.of(OTHER), 0, 10)).hasSize(1);
  }

  @Test
  default void anyTimeMayBeNamed() {
    ledger().append(List.of(at(1, STREAM, Instant.parse("0001-01-01T00:00:00Z")), entry(2)));

    assertThat(ledger().prune(STREAM, Instant.MIN)).isZero();
    assertThat(ledger().prune(STREAM, Instant.parse("1969-12-31T23:59:59.999999Z"))).isEqualTo(1);
    assertThat(ledger().prune(STREAM, Instant.MAX)).isEqualTo(1);
    assertThat(all()).isEmpty();
  }

  @Test
  default void manyGoAtOnce() {
    ledger().append(Entries.entries(0, 2_500));
    ledger().append(List.of(at(5_000, STREAM, NOW.plusSeconds(1))));

    assertThat(ledger().prune(STREAM, NOW.plusSeconds(1))).isEqualTo(2_500);
    assertThat(entries()).containsExactly(at(5_000, STREAM, NOW.plusSeconds(1)));
  }

  @Test
  default void positionsGoOnAfterThoseThatAreGone() {
    long last = ledger().append(List.of(entry(1), entry(2))).getLast();
    ledger().prune(STREAM, Instant.MAX);

    assertThat(ledger().append(List.of(entry(3))).getFirst()).isGreaterThan(last);
  }

  @Test
  default void anIdThatIsGoneIsFree() {
    ledger().append(List.of(entry(1)));
    ledger().prune(STREAM, Instant.MAX);

    ledger().append(List.of(saying(1, "{}")));

    assertThat(entries()).containsExactly(saying(1, "{}"));
  }
}
