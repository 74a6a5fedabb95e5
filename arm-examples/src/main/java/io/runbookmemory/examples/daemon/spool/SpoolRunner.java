package io.runbookmemory.examples.daemon.spool;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.daemon.observe.EventLog;
import io.runbookmemory.examples.daemon.pipeline.Pipeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the shared ledger answers. While it does not, a pipeline works on the spool; once
 * it does again the spool is handed over. On a thread of its own. Thread-safe.
 */
public final class SpoolRunner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SpoolRunner.class);
  private static final long GLANCE_MILLIS = 500;

  /** So old may be what holds while the shared ledger is down. */
  private static final long LEARNED_NANOS = Duration.ofSeconds(5).toNanos();

  private final Spool spool;
  private final Supplier<Pipeline> opener;
  private final EventLog log;
  private final Thread thread;
  private volatile @Nullable Pipeline working;
  private volatile boolean open = true;
  private long learned = System.nanoTime() - LEARNED_NANOS;

  private SpoolRunner(Spool spool, Supplier<Pipeline> opener, EventLog log) {
    this.spool = spool;
    this.opener = opener;
    this.log = log;
    this.thread = Thread.ofPlatform().name("arm-spool").daemon().unstarted(this::run);
  }

  /**
   * Begins to look.
   *
   * @param opener starts a pipeline on the spool
   */
  public static SpoolRunner start(Spool spool, Supplier<Pipeline> opener, EventLog log) {
    SpoolRunner runner = new SpoolRunner(spool, opener, log);
    runner.thread.start();
    return runner;
  }

  /** Returns whether alerts that are brought now are told of by this daemon alone. */
  public boolean isWorking() {
    Pipeline now = working;
    return spool.isDown() && now != null && now.state() == Pipeline.State.WORKING;
  }

  /** Returns which channels tell nobody any more, each with why; empty while all is well. */
  public List<String> faults() {
    Pipeline now = working;
    return now == null ? List.of() : now.faults();
  }

  /** Returns what it does, in a word. */
  public String state() {
    return isWorking() ? "working" : spool.isEmpty() ? "empty" : "waiting";
  }

  private void run() {
    try {
      while (open) {
        turn();
        TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void turn() {
    try {
      if (!spool.isReached()) {
        begin();
      } else if (working != null || !spool.isEmpty()) {
        end();
        spool.handOver();
        log.write("spool-handed-over", Map.of());
      } else {
        spool.goOn();
        learn();
      }
    } catch (ArmException e) {
      LOG.warn("the spool waits, which is tried again: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("the spool waits, which is tried again", e);
    }
  }

  private void learn() {
    if (System.nanoTime() - learned >= LEARNED_NANOS) {
      spool.learn();
      learned = System.nanoTime();
    }
  }

  private void begin() {
    if (working == null && open) {
      working = opener.get();
      log.write("spool-working", Map.of("reason", "the shared ledger is down"));
    }
  }

  private void end() {
    Pipeline now = working;
    if (now != null) {
      now.close();
      working = null;
    }
  }

  /** Ends what is under way; the rest stands in the spool. */
  @Override
  public void close() {
    open = false;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end();
  }
}
