package io.runbookmemory.examples.daemon.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.lease.Leases;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long a lease is believed in. */
class LeaseKeeperTest {

  private static final Claim CLAIM = new Claim("alerts", "one", Duration.ofMinutes(1));

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final BrokenLeases leases = new BrokenLeases();

  /** Renews nothing while there is a fault. */
  private static final class BrokenLeases implements Leases {

    private final Leases real = new ExactMemoryStore().leases();
    private volatile @Nullable RuntimeException fault;

    @Override
    public Acquisition acquire(Claim claim) {
      return real.acquire(claim);
    }

    @Override
    public Optional<Lease> renew(Lease lease) {
      RuntimeException now = fault;
      if (now != null) {
        throw now;
      }
      return real.renew(lease);
    }

    @Override
    public boolean release(Lease lease) {
      return real.release(lease);
    }
  }

  private LeaseKeeper keeper() {
    return LeaseKeeper.acquire(leases, CLAIM, nanos::get).orElseThrow();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void aLeaseThatCannotBeRenewedIsOverBeforeItsLengthHasPassedAndStaysSo() {
    try (LeaseKeeper keeper = keeper()) {
      pass(Duration.ofSeconds(4));
      keeper.renew();
      leases.fault = new UnavailableException("db", "the database is down");
      pass(Duration.ofSeconds(5));
      keeper.renew();
      assertThat(keeper.isHeld()).isTrue();

      pass(LeaseKeeper.LENGTH.minusSeconds(5).minusMillis(1));
      assertThat(keeper.isHeld()).isFalse();

      leases.fault = null;
      keeper.renew();
      assertThat(keeper.isHeld()).isFalse();
    }
  }

  @Test
  void whoWasPausedForTheLengthOfTheLeaseHasItNoMore() {
    try (LeaseKeeper keeper = keeper()) {
      assertThat(keeper.isHeld()).isTrue();
      pass(LeaseKeeper.LENGTH);
      assertThat(keeper.isHeld()).isFalse();
    }
  }

  @Test
  void aFaultOfAnyKindLeavesTheNextRenewalToBeTried() {
    try (LeaseKeeper keeper = keeper()) {
      leases.fault = new IllegalStateException("a pool that is closed");
      pass(Duration.ofSeconds(2));
      keeper.renew();
      leases.fault = null;
      pass(Duration.ofSeconds(2));
      keeper.renew();
      pass(Duration.ofSeconds(4));
      assertThat(keeper.isHeld()).isTrue();
    }
  }
}
