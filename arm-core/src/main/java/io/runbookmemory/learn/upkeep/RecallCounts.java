package io.runbookmemory.learn.upkeep;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.RecallListener;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.store.MemoryStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts how often memories are shown. It adds up on the heap and writes now and then on a thread
 * of its own, so that no recall waits for a disk; what was counted since is lost with a process
 * that is killed. Being shown changes no salience: it is no proof of being right. Thread-safe.
 */
public final class RecallCounts implements RecallListener, AutoCloseable {

  /** How long counts stay on the heap unless set otherwise. */
  public static final Duration EVERY = Duration.ofSeconds(30);

  /** After how many recalls they are written even so, unless set otherwise. */
  public static final int AT_MOST = 1000;

  /** What a store that stays down may cost: some megabytes. */
  private static final int MOST_HELD = 50_000;

  /** In one commit, for which other writers of a shared store wait. */
  private static final int AT_ONCE = 200;

  private static final Logger LOG = LoggerFactory.getLogger(RecallCounts.class);

  private final MemoryStore store;
  private final Tenant tenant;
  private final Duration every;
  private final int atMost;
  private final ScheduledThreadPoolExecutor thread;
  private final Object writing = new Object();
  private Map<MemoryId, Long> counts = new HashMap<>();
  private long recalls;
  private @Nullable ScheduledFuture<?> next;
  private boolean complained;

  /**
   * Creates a counter. Its thread starts with the first recall.
   *
   * @param store where usage is kept
   * @param tenant whose recalls
   * @param every how long counts stay on the heap
   * @param atMost after how many recalls they are written even so, at least 1
   */
  public RecallCounts(MemoryStore store, Tenant tenant, Duration every, int atMost) {
    if (atMost < 1) {
      throw new IllegalArgumentException("atMost must be at least 1, got " + atMost);
    }
    this.store = store;
    this.tenant = tenant;
    this.every = every;
    this.atMost = atMost;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("arm-recall-counts").daemon().factory());
    thread.setRemoveOnCancelPolicy(true);
    // What waits for its time need not any more: closing writes it.
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public synchronized void recalled(Situation situation, Recall recall) {
    for (Recollection shown : recall.recollections()) {
      MemoryId id = shown.memory().id();
      if (counts.containsKey(id) || counts.size() < MOST_HELD) {
        counts.merge(id, 1L, Long::sum);
      }
    }
    recalls++;
    if (next == null && !counts.isEmpty()) {
      schedule(every);
    } else if (recalls == atMost) {
      schedule(Duration.ZERO);
    }
  }

  private void schedule(Duration delay) {
    try {
      next = thread.schedule(this::flush, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("a recall after closing is not counted", e);
    }
  }

  /** Writes what was counted. What cannot be written now is kept for the next time. */
  public void flush() {
    // One at a time, so that closing waits for what is being written.
    synchronized (writing) {
      Map<MemoryId, Long> taken = take();
      // The store may be closed by now if closing wrote all there was.
      if (!taken.isEmpty()) {
        write(taken);
      }
    }
  }

  private void write(Map<MemoryId, Long> taken) {
    Map<MemoryId, UsageDelta> deltas = new HashMap<>();
    try {
      for (Map.Entry<MemoryId, Long> one : List.copyOf(taken.entrySet())) {
        deltas.put(one.getKey(), UsageDelta.recalled(one.getValue()));
        if (deltas.size() == AT_ONCE || deltas.size() == taken.size()) {
          // What was forgotten since is not counted.
          long there = store.writer(tenant).adjust(deltas);
          LOG.trace("{} memories were recalled, of which {} are there", deltas.size(), there);
          taken.keySet().removeAll(deltas.keySet());
          deltas.clear();
        }
      }
    } catch (RuntimeException e) {
      giveBack(taken, e);
    }
  }

  private synchronized Map<MemoryId, Long> take() {
    Map<MemoryId, Long> taken = counts;
    counts = new HashMap<>();
    recalls = 0;
    next = null;
    return taken;
  }

  private synchronized void giveBack(Map<MemoryId, Long> rest, RuntimeException fault) {
    rest.forEach((id, count) -> counts.merge(id, count, Long::sum));
    if (!complained) {
      LOG.warn(
          "recalls cannot be counted in the store now; they are when it can be written", fault);
      complained = true;
    }
  }

  /** Writes what was counted and ends the thread. */
  @Override
  public void close() {
    thread.shutdown();
    flush();
  }
}
