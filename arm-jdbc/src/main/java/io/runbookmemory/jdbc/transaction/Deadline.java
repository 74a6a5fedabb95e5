package io.runbookmemory.jdbc.transaction;

import java.time.Duration;

/**
 * Until when a caller waits for what it asked. Immutable, thread-safe.
 *
 * @param at by {@link System#nanoTime}
 * @param bounds false of {@link #NONE}, whose instant means nothing
 */
public record Deadline(long at, boolean bounds) {

  /** Of a caller who waits as long as the store itself does. */
  public static final Deadline NONE = new Deadline(0, false);

  /** Beyond this there may as well be none; a sum of more would overflow. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * Returns the deadline that is some time from now.
   *
   * @param left not negative; more than a day is a day
   * @return a new value
   */
  public static Deadline in(Duration left) {
    Duration most = left.compareTo(LONGEST) < 0 ? left : LONGEST;
    return new Deadline(System.nanoTime() + most.toNanos(), true);
  }

  /**
   * Returns how long there is still.
   *
   * @param most in nanoseconds, what may be spent where there is no deadline or a later one
   * @return in nanoseconds; zero or less once it is over
   */
  public long left(long most) {
    return bounds ? Math.min(most, at - System.nanoTime()) : most;
  }
}
