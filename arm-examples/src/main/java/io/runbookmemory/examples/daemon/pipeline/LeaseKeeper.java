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
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a lease for as long as it is open, by renewing it in time. What is written under a lease
 * that is over is refused by the ledger itself; what is sent is not, so that one is not believed in
 * any more shortly before it would be over by this process's own clock. Thread-safe.
 */
public final class LeaseKeeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  /** So long does the work rest where a daemon was killed; two renewals may fail. */
  static final Duration LENGTH = Duration.ofSeconds(6);

  /** Counted from before it was asked for, so that it holds whatever the store's clock says. */
  static final Duration BELIEVED = LENGTH.minusMillis(500);

  private final Leases leases;
  private final LongSupplier nanos;
  private final ScheduledExecutorService thread;
  private volatile Lease lease;
  private volatile long asked;
  private volatile boolean held = true;

  private LeaseKeeper(Leases leases, Lease lease, LongSupplier nanos, long asked) {
    this.leases = leases;
    this.lease = lease;
    this.nanos = nanos;
    this.asked = asked;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("arm-lease").daemon().factory());
  }

  /** Returns a keeper if the lease is free. */
  public static Optional<LeaseKeeper> acquire(Leases leases, String name, String owner) {
    return acquire(leases, new Claim(name, owner, LENGTH), System::nanoTime);
  }

  static Optional<LeaseKeeper> acquire(Leases leases, Claim claim, LongSupplier nanos) {
    long asked = nanos.getAsLong();
    return switch (leases.acquire(claim)) {
      case Acquisition.Held held -> Optional.empty();
      case Acquisition.Granted granted -> {
        LeaseKeeper keeper = new LeaseKeeper(leases, granted.lease(), nanos, asked);
        long pause = LENGTH.dividedBy(3).toMillis();
        var unused =
            keeper.thread.scheduleAtFixedRate(keeper::renew, pause, pause, TimeUnit.MILLISECONDS);
        yield Optional.of(keeper);
      }
    };
  }

  /** Throws nothing: what is scheduled and throws is not done again, and nobody is told. */
  void renew() {
    if (!held) {
      return;
    }
    try {
      long now = nanos.getAsLong();
      Optional<Lease> renewed = leases.renew(lease);
      if (renewed.isPresent()) {
        lease = renewed.get();
        asked = now;
      } else {
        held = false;
        LOG.warn("{} is over, and another daemon may work on", lease.claim().name());
      }
    } catch (ArmException e) {
      LOG.warn("{} could not be renewed: {}", lease.claim().name(), e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("{} could not be renewed", lease.claim().name(), e);
    }
  }

  Lease lease() {
    return lease;
  }

  /**
   * Returns whether it is, as far as is known. Once it is not it stays so, even if a renewal comes
   * through later: whoever asked has stopped.
   */
  public boolean isHeld() {
    if (held && nanos.getAsLong() - asked >= BELIEVED.toNanos()) {
      held = false;
      LOG.warn("{} was not renewed in time, and another daemon may work on", lease.claim().name());
    }
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
