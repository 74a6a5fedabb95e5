package io.runbookmemory.examples.daemon.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whether an entry is new, which decides whether people are told. */
class AppendedTest {

  private static final LedgerStream STREAM = new LedgerStream("notifications");

  private final ExactMemoryStore store = new ExactMemoryStore();
  private final Ledger ledger = store.ledger(Tenant.DEFAULT);

  private Lease lease() {
    Claim claim = new Claim("alerts", "one", Duration.ofMinutes(1));
    return ((Acquisition.Granted) store.leases().acquire(claim)).lease();
  }

  private static LedgerEntry entry(String key, String body) {
    return new LedgerEntry(
        MemoryId.named("notification", key).value(), STREAM, "queued", Instant.EPOCH, "team", body);
  }

  @Test
  void whatStandsThereToTheLetterIsNoMoreNewThanWhatStandsThereInOtherWords() {
    Lease lease = lease();
    assertThat(Appended.of(ledger, entry("a", "{}"), lease)).isEqualTo(Appended.NEW);
    assertThat(Appended.of(ledger, entry("b", "{}"), lease)).isEqualTo(Appended.NEW);

    assertThat(Appended.of(ledger, entry("a", "{}"), lease)).isEqualTo(Appended.THERE);
    assertThat(Appended.of(ledger, entry("b", "{}"), lease)).isEqualTo(Appended.THERE);
    assertThat(Appended.of(ledger, entry("a", "{\"x\":1}"), lease)).isEqualTo(Appended.THERE);
    assertThat(Appended.of(ledger, entry("c", "{}"), lease)).isEqualTo(Appended.NEW);
  }

  @Test
  void ofABatchOnlyWhatStandsThereSinceNowIsNew() {
    Lease lease = lease();
    LedgerEntry handedOver = entry("a", "{}");
    var unused = ledger.append(List.of(handedOver));

    assertThat(Appended.together(ledger, List.of(handedOver, entry("b", "{}")), STREAM, lease))
        .contains(Set.of(entry("b", "{}").id()));
    assertThat(Appended.together(ledger, List.of(handedOver), STREAM, lease)).contains(Set.of());
    assertThat(store.leases().release(lease)).isTrue();
    assertThat(Appended.together(ledger, List.of(entry("c", "{}")), STREAM, lease)).isEmpty();
  }

  @Test
  void nothingIsAppendedWhenTheLeaseIsOver() {
    Lease lease = lease();
    assertThat(store.leases().release(lease)).isTrue();
    assertThat(Appended.of(ledger, entry("a", "{}"), lease)).isEqualTo(Appended.FENCED);
  }
}
