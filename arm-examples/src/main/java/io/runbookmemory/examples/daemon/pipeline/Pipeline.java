package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.daemon.notify.Senders;
import io.runbookmemory.examples.daemon.notify.Unwritten;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the inbox on a thread of its own for as long as it holds the lease; of several daemons on
 * one ledger one works, and the others accept and stand by. Whatever fails is begun again from what
 * the ledger says. Thread-safe.
 */
public final class Pipeline implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  /** Within this another daemon's alert is seen, and a lease that is free. */
  private static final Duration GLANCE = Duration.ofMillis(250);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration LAST_STEP = Duration.ofSeconds(30);

  /** What it does. */
  public enum State {
    /** It reads what was done before. */
    STARTING,
    /** It works. */
    WORKING,
    /** Another daemon works, or one that was killed holds the lease for some seconds more. */
    STANDING_BY,
    /** Something failed, and it begins again. */
    FAILING,
    /** It was closed. */
    CLOSED
  }

  private final Parts parts;
  private final String owner;
  private final Unwritten unwritten = new Unwritten();
  private final Semaphore bell = new Semaphore(0);
  private final Thread thread;
  private volatile State state = State.STARTING;
  private volatile boolean open = true;

  /** Who tells people; null while this process does not work. */
  private volatile @Nullable Senders senders;

  private Pipeline(Parts parts, String owner) {
    this.parts = parts;
    this.owner = owner;
    this.thread = Thread.ofPlatform().name("arm-pipeline").daemon().unstarted(this::run);
  }

  /**
   * Begins to work.
   *
   * @param owner who, for people to read
   */
  public static Pipeline start(Parts parts, String owner) {
    Pipeline pipeline = new Pipeline(parts, owner);
    parts.inbox().onNews(pipeline.bell::release);
    pipeline.thread.start();
    return pipeline;
  }

  public State state() {
    return state;
  }

  /** Returns which channels tell nobody any more, each with why; empty while all is well. */
  public List<String> faults() {
    Senders now = senders;
    return now == null ? List.of() : now.faults();
  }

  private void run() {
    try {
      while (open) {
        turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      state = State.CLOSED;
    }
  }

  private void turn() throws InterruptedException {
    try {
      Optional<LeaseKeeper> granted =
          LeaseKeeper.acquire(
              parts.leases(), "daemon/" + parts.ledger().tenant() + "/alerts", owner);
      if (granted.isEmpty()) {
        state = State.STANDING_BY;
        // Whoever works counts; what this process accepted waits there.
        parts.inbox().recount(0);
        await(GLANCE);
        return;
      }
      try (LeaseKeeper lease = granted.get()) {
        work(lease);
      }
    } catch (ArmException e) {
      failed(e);
    } catch (RuntimeException e) {
      LOG.error("alerts cannot be handled; they wait, and this is tried again", e);
      failed(e);
    }
  }

  private void work(LeaseKeeper lease) throws InterruptedException {
    state = State.STARTING;
    try (Term term = Term.begin(parts, lease, unwritten)) {
      senders = term.senders();
      state = State.WORKING;
      while (open && lease.isHeld()) {
        int handled = term.step();
        if (handled < 0) {
          return;
        }
        if (handled == 0) {
          await(GLANCE);
        }
      }
    } finally {
      senders = null;
    }
  }

  private void failed(RuntimeException fault) throws InterruptedException {
    state = State.FAILING;
    parts.tools().log().write("alerts-wait", Map.of("reason", String.valueOf(fault.getMessage())));
    await(AFTER_FAILURE);
  }

  private void await(Duration most) throws InterruptedException {
    if (bell.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
      bell.drainPermits();
    }
  }

  /** Ends the page that is under way; the rest stands in the inbox. */
  @Override
  public void close() {
    open = false;
    bell.release();
    try {
      if (!thread.join(LAST_STEP)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
