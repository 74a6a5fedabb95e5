package io.runbookmemory.testkit.ledger;

import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.ledger.Entries.STREAM;
import static io.runbookmemory.testkit.ledger.Entries.about;
import static io.runbookmemory.testkit.ledger.Entries.entry;
import static io.runbookmemory.testkit.ledger.LeaseContract.claim;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.ledger.AppendResult;
import io.runbookmemory.store.ledger.PostedEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was written is there when the store is opened again. */
interface LedgerDurabilityContract extends LeaseContract {

  @Test
  default void entriesStandAfterReopening() {
    assumeDurable();
    ledger().append(List.of(about(1, "a"), entry(2)));
    List<PostedEntry> before = all();

    reopen();

    assertThat(all()).isEqualTo(before).hasSize(2);
  }

  @Test
  default void anAppendWhoseAcknowledgementWasLostMayBeRepeatedAfterReopening() {
    assumeDurable();
    List<Long> positions = ledger().append(List.of(entry(1), entry(2)));

    reopen();

    assertThat(ledger().append(List.of(entry(1), entry(2)))).isEqualTo(positions);
    assertThat(entries()).containsExactly(entry(1), entry(2));
  }

  @Test
  default void positionsGoOnAfterReopeningThoughAllIsPruned() {
    assumeDurable();
    long last = ledger().append(List.of(entry(1), entry(2))).getLast();
    ledger().prune(STREAM, NOW.plusSeconds(1));

    reopen();

    assertThat(ledger().append(List.of(entry(3))).getFirst()).isGreaterThan(last);
  }

  @Test
  default void aLeaseIsHeldAfterReopening() {
    assumeDurable();
    Lease lease = granted(claim("a", HOUR));

    reopen();

    assertThat(leases().acquire(claim("b", HOUR)))
        .isEqualTo(new Acquisition.Held("a", lease.until()));
    assertThat(ledger().append(List.of(entry(1)), lease)).isInstanceOf(AppendResult.Appended.class);
    assertThat(leases().release(lease)).isTrue();
  }

  @Test
  default void tokensAscendOverReopening() {
    assumeDurable();
    Lease first = granted(claim("a", HOUR));
    leases().release(first);

    reopen();

    assertThat(granted(claim("a", HOUR)).token()).isEqualTo(2);
    assertThat(ledger().append(List.of(entry(1)), first))
        .isEqualTo(new AppendResult.Fenced(first, 2));
  }
}
