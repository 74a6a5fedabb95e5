package io.runbookmemory.jdbc;

import io.runbookmemory.jdbc.transaction.Deadline;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** The attempts of one call, with growing pauses of random length between them. For one thread. */
final class Attempts {

  /** Waits. */
  interface Rest {
    void nanos(long nanos);
  }

  /**
   * How calls of a store are tried again. Immutable, as thread-safe as its generator.
   *
   * @param firstPause the longest before the second attempt; the others grow
   * @param longestPause no pause is longer
   * @param random decides on a half of each pause, which keeps those who failed together from
   *     coming back together
   * @param rest waits
   */
  record Policy(Duration firstPause, Duration longestPause, RandomGenerator random, Rest rest) {

    /** How the stores do it, their pauses being other ones. */
    static Policy of(Duration firstPause, Duration longestPause) {
      return new Policy(
          firstPause,
          longestPause,
          () -> ThreadLocalRandom.current().nextLong(),
          LockSupport::parkNanos);
    }

    /** Begins a call, which is tried again for a while, and not after its caller's deadline. */
    Attempts begin(Duration patience, Deadline deadline) {
      return new Attempts(this, System.nanoTime() + deadline.left(patience.toNanos()));
    }
  }

  private final Policy policy;
  private final long end;
  private long pause;

  private Attempts(Policy policy, long end) {
    this.policy = policy;
    this.end = end;
    this.pause = policy.firstPause().toNanos();
  }

  /** Returns how long there is still, in nanoseconds; zero or less once it is over. */
  long left() {
    return end - System.nanoTime();
  }

  /** Pauses, and returns whether there is time for another attempt. */
  boolean again() {
    long left = left();
    if (left <= 0 || Thread.currentThread().isInterrupted()) {
      return false;
    }
    long length = pause / 2 + policy.random().nextLong(pause / 2);
    policy.rest().nanos(Math.min(length, left));
    pause = Math.min(2 * pause, policy.longestPause().toNanos());
    return true;
  }
}
