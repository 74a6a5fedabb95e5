package io.runbookmemory.testkit.ledger;

import static io.runbookmemory.testkit.ledger.Entries.entry;
import static io.runbookmemory.testkit.ledger.Entries.saying;
import static io.runbookmemory.testkit.ledger.LeaseContract.HOUR;
import static io.runbookmemory.testkit.ledger.LeaseContract.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.ledger.AppendResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A holder that was paused, and whose lease is over, appends nothing. */
interface FencingContract extends LeaseContract {

  @Test
  default void aHolderAppends() {
    Lease lease = granted(claim("a", HOUR));

    AppendResult result = ledger().append(List.of(entry(1), entry(2)), lease);

    assertThat(result)
        .isEqualTo(
            new AppendResult.Appended(List.of(all().get(0).position(), all().get(1).position())));
    Lease renewed = leases().renew(lease).orElseThrow();
    assertThat(ledger().append(List.of(entry(3)), lease)).isInstanceOf(AppendResult.Appended.class);
    assertThat(ledger().append(List.of(entry(4)), renewed))
        .isInstanceOf(AppendResult.Appended.class);
    assertThat(entries()).hasSize(4);
  }

  @Test
  default void aHolderWhoWasPausedUntilAnotherCameIsFenced() {
    Lease paused = over("a");
    Lease next = granted(claim("b", HOUR));

    assertThat(ledger().append(List.of(entry(1), entry(2)), paused))
        .isEqualTo(new AppendResult.Fenced(paused, next.token()));
    assertThat(all()).isEmpty();
    assertThat(ledger().append(List.of(entry(1)), next)).isInstanceOf(AppendResult.Appended.class);
  }

  @Test
  default void aHolderWhoseLeaseIsOverIsFencedThoughNobodyElseHasIt() {
    Lease lease = over("a");

    assertThat(ledger().append(List.of(entry(1)), lease))
        .isEqualTo(new AppendResult.Fenced(lease, lease.token()));
    assertThat(all()).isEmpty();
  }

  @Test
  default void whoHasReleasedIsFenced() {
    Lease lease = granted(claim("a", HOUR));
    leases().release(lease);

    assertThat(ledger().append(List.of(entry(1)), lease))
        .isEqualTo(new AppendResult.Fenced(lease, 1));
  }

  @Test
  default void aLeaseOfAnotherStoreIsFenced() {
    Lease unknown = new Lease(new Claim("unknown", "a", HOUR), 7, over("a").until());

    assertThat(ledger().append(List.of(entry(1)), unknown))
        .isEqualTo(new AppendResult.Fenced(unknown, 0));
  }

  @Test
  default void aBatchThatStandsAlreadyIsAcknowledgedWhateverBecameOfTheLease() {
    Lease lease = granted(claim("a", HOUR));
    AppendResult first = ledger().append(List.of(entry(1), entry(2)), lease);
    leases().release(lease);

    assertThat(ledger().append(List.of(entry(1), entry(2)), lease)).isEqualTo(first);
    assertThat(ledger().append(List.of(entry(2), entry(3)), lease))
        .as("in part")
        .isInstanceOf(AppendResult.Fenced.class);
    assertThat(entries()).containsExactly(entry(1), entry(2));
  }

  @Test
  default void theRulesOfABatchHoldUnderALeaseToo() {
    Lease lease = granted(claim("a", HOUR));
    ledger().append(List.of(entry(1)), lease);

    assertThatThrownBy(() -> ledger().append(List.of(entry(2), saying(1, "{}")), lease))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ledger().append(List.of(entry(2), entry(2)), lease))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(entries()).containsExactly(entry(1));
  }
}
