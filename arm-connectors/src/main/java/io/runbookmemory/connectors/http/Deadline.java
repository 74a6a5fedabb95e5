package io.runbookmemory.connectors.http;

import java.time.Duration;

/** Until when there must be an answer, on the clock that only goes forward. */
record Deadline(long end, Duration patience) {

  static Deadline in(Duration patience) {
    return new Deadline(System.nanoTime() + patience.toNanos(), patience);
  }

  /** Returns the nanoseconds that are left, at least one. */
  long left() {
    return Math.max(1, end - System.nanoTime());
  }

  boolean endsBefore(Duration pause) {
    return end - System.nanoTime() <= pause.toNanos();
  }

  /** Returns how long was waited, for people: {@code 30 s}, {@code 0.5 s}. */
  String text() {
    long millis = patience.toMillis();
    return (millis % 1000 == 0 ? String.valueOf(millis / 1000) : String.valueOf(millis / 1000.0))
        + " s";
  }
}
