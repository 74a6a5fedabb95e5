package io.runbookmemory.learn.analysis;

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
 * The lease of a run, renewed for as long as the run goes on: it is short, so that another process
 * goes on soon where this one dies. What is written under a lease that is over is refused by the
 * ledger itself, so that this need not be certain. Thread-safe.
 */
final class RunLease implements AutoCloseable {

  /** So long does analysis rest if the process that runs it dies; two renewals may fail. */
  static final Duration LENGTH = Duration.ofSeconds(6);

  private static final Logger LOG = LoggerFactory.getLogger(RunLease.class);

  private final Leases leases;
  private final ScheduledExecutorService keeper;
  private Lease lease;
  private boolean over;

  private RunLease(Leases leases, Lease lease) {
    this.leases = leases;
    this.lease = lease;
    this.keeper =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("arm-sleep-time-lease").daemon().factory());
    long pause = LENGTH.dividedBy(3).toMillis();
    var unused = keeper.scheduleWithFixedDelay(this::keep, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** Returns a lease that is renewed from now on, if nobody else has it. */
  static Optional<RunLease> acquire(Leases leases, String name, String owner) {
    return switch (leases.acquire(new Claim(name, owner, LENGTH))) {
      case Acquisition.Held held -> Optional.empty();
      case Acquisition.Granted granted -> Optional.of(new RunLease(leases, granted.lease()));
    };
  }

  private void keep() {
    try {
      if (!renew()) {
        keeper.shutdown();
      }
    } catch (RuntimeException e) {
      LOG.warn("{} could not be renewed: {}", lease().claim().name(), e.getMessage());
    }
  }

  /** Returns whether it is still held, from now for its whole length. */
  synchronized boolean renew() {
    if (over) {
      return false;
    }
    Optional<Lease> renewed = leases.renew(lease);
    renewed.ifPresent(one -> lease = one);
    over = renewed.isEmpty();
    return !over;
  }

  /** Returns it as it was last renewed. */
  synchronized Lease lease() {
    return lease;
  }

  /** Interrupts no renewal: a store may take that for its end. */
  @Override
  public void close() {
    keeper.shutdown();
    synchronized (this) {
      over = true;
      leases.release(lease);
    }
  }
}
