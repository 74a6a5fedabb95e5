package io.runbookmemory.examples.daemon.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.lease.Leases;
import io.runbookmemory.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SeatTest {

  private static final Claim CLAIM = new Claim("plan-step/1", "rosa", Duration.ofMillis(60));

  private final ExactMemoryStore store =
      new ExactMemoryStore(new ManualClock(Instant.parse("2026-03-01T10:00:00Z")));
  private final Semaphore renewals = new Semaphore(0);
  private volatile boolean down;

  /** The store's leases, whose renewals are counted. */
  private final Leases counted =
      new Leases() {
        @Override
        public Acquisition acquire(Claim claim) {
          return store.leases().acquire(claim);
        }

        @Override
        public Optional<Lease> renew(Lease lease) {
          renewals.release();
          if (down) {
            throw new UnavailableException("leases", "the database is down");
          }
          return store.leases().renew(lease);
        }

        @Override
        public boolean release(Lease lease) {
          if (down) {
            throw new UnavailableException("leases", "the database is down");
          }
          return store.leases().release(lease);
        }
      };

  @AfterEach
  void close() {
    store.close();
  }

  private boolean isRenewedTwice() throws InterruptedException {
    renewals.drainPermits();
    return renewals.tryAcquire(2, 20, TimeUnit.SECONDS);
  }

  @Test
  void aSeatIsRenewedUntilItIsClosedAndThenAnothers() throws InterruptedException {
    Seat seat = Seat.take(counted, CLAIM);
    try {
      assertThat(isRenewedTwice()).isTrue();
      assertThatThrownBy(() -> Seat.take(counted, CLAIM))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("rosa is at a step just now");
    } finally {
      seat.close();
    }
    Seat.take(counted, CLAIM).close();
  }

  @Test
  void aStoreThatIsDownForAWhileEndsNothing() throws InterruptedException {
    Seat seat = Seat.take(counted, CLAIM);
    try {
      down = true;
      assertThat(isRenewedTwice()).isTrue();
      down = false;
      assertThat(isRenewedTwice()).isTrue();
      down = true;
    } finally {
      seat.close();
    }
  }
}
