package io.runbookmemory.examples.daemon.tool;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.lease.Leases;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The seat of whoever is at a step, kept for as long as it is open: a tool may take longer than a
 * step is to rest where a daemon was killed. Thread-safe.
 */
final class Seat implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Seat.class);

  private final Leases leases;
  private final ScheduledExecutorService keeper;
  private Lease lease;
  private boolean over;

  private Seat(Leases leases, Lease lease) {
    this.leases = leases;
    this.lease = lease;
    this.keeper =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("arm-step-lease").daemon().factory());
    long pause = lease.claim().length().dividedBy(3).toMillis();
    var unused = keeper.scheduleWithFixedDelay(this::renew, pause, pause, TimeUnit.MILLISECONDS);
  }

  /**
   * Takes a seat, and renews it in time until it is closed.
   *
   * @throws UnavailableException if somebody else has it
   */
  static Seat take(Leases leases, Claim claim) {
    return switch (leases.acquire(claim)) {
      case Acquisition.Held held ->
          throw new UnavailableException(
              claim.name(), held.owner() + " is at a step just now: look what it gives");
      case Acquisition.Granted granted -> new Seat(leases, granted.lease());
    };
  }

  private synchronized void renew() {
    if (over) {
      return;
    }
    try {
      Optional<Lease> renewed = leases.renew(lease);
      renewed.ifPresent(one -> lease = one);
      over = renewed.isEmpty();
      if (over) {
        LOG.warn("{} is over, and somebody else may be at it", lease.claim().name());
      }
    } catch (ArmException e) {
      LOG.warn("{} could not be renewed: {}", lease.claim().name(), e.getMessage());
    }
  }

  /** Interrupts no renewal: a store may take that for its end. */
  @Override
  public void close() {
    keeper.shutdown();
    synchronized (this) {
      over = true;
      try {
        leases.release(lease);
      } catch (ArmException e) {
        // What was done at it is done; the lease ends by itself.
        LOG.warn("{} could not be released: {}", lease.claim().name(), e.getMessage());
      }
    }
  }
}
