package io.runbookmemory.jdbc;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** The attempts of one call, with growing pauses between them. Not thread-safe. */
final class Attempts {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final long deadline;
  private long pause = FIRST_PAUSE.toNanos();

  Attempts(Duration patience) {
    deadline = System.nanoTime() + patience.toNanos();
  }

  /** Pauses, and returns whether there is time for another attempt. */
  boolean again() {
    long left = deadline - System.nanoTime();
    if (left <= 0 || Thread.currentThread().isInterrupted()) {
      return false;
    }
    // A random half keeps those who failed together from coming back together.
    long length = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2);
    LockSupport.parkNanos(Math.min(length, left));
    pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
    return true;
  }
}
