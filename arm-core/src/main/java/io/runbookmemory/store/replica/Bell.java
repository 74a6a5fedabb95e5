package io.runbookmemory.store.replica;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Wakes the follower. However often it rang, it is heard once. Thread-safe. */
final class Bell {

  private final BlockingQueue<Boolean> rung = new ArrayBlockingQueue<>(1);

  void ring() {
    rung.offer(true);
  }

  /** Forgets that it rang. */
  void silence() {
    rung.clear();
  }

  /** Returns whether it rings, or rang, before some time is over. */
  boolean rings(Duration within) throws InterruptedException {
    return rung.poll(within.toNanos(), TimeUnit.NANOSECONDS) != null;
  }
}
