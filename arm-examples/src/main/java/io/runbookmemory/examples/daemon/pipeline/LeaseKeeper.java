package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.lease.Leases;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a lease for as long as it is open, by renewing it in time. What is written under a lease
 * that is over is refused by the ledger itself, so that this need not be certain. Thread-safe.
 */
public final class LeaseKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  /** So long does the work rest where a daemon was killed; two renewals may fail. */
  static final Duration LENGTH = Duration.ofSeconds(6);

  private final Leases leases;
  private final ScheduledExecutorService thread;
  private volatile Lease lease;
  private volatile boolean held = true;

  private LeaseKeeper(Leases leases, Lease lease) {
    this.leases = leases;
    this.lease = lease;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("arm-lease").daemon().factory());
  }

  /** Returns a keeper if the lease is free. */
  public static Optional<LeaseKeeper> acquire(Leases leases, String name, String owner) {
    return switch (leases.acquire(new Claim(name, owner, LENGTH))) {
      case Acquisition.Held held -> Optional.empty();
      case Acquisition.Granted granted -> {
        LeaseKeeper keeper = new LeaseKeeper(leases, granted.lease());
        long pause = LENGTH.dividedBy(3).toMillis();
        var unused =
            keeper.thread.scheduleWithFixedDelay(
                keeper::renew, pause, pause, TimeUnit.MILLISECONDS);
        yield Optional.of(keeper);
      }
    };
  }

  private void renew() {
    try {
      Optional<Lease> renewed = leases.renew(lease);
      if (renewed.isPresent()) {
        lease = renewed.get();
      } else {
        held = false;
        LOG.warn("{} is over, and another daemon may work on", lease.claim().name());
      }
    } catch (ArmException e) {
      LOG.warn("{} could not be renewed: {}", lease.claim().name(), e.getMessage());
    }
  }

  Lease lease() {
    return lease;
  }

  /** Returns whether it is, as far as is known. */
  public boolean isHeld() {
    return held;
  }

  /** Stops renewing, and lets the next have it at once. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      thread.awaitTermination(1, TimeUnit.SECONDS);
      leases.release(lease);
    } catch (ArmException e) {
      LOG.warn("{} could not be released: {}", lease.claim().name(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
