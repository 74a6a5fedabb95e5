package io.runbookmemory.examples.daemon.idle;

import java.time.Duration;

/** How long to wait before what failed is tried again: twice as long each time. Not thread-safe. */
final class Backoff {

  private final Duration first;
  private final Duration most;
  private Duration next;

  Backoff(Duration first, Duration most) {
    this.first = first;
    this.most = most;
    this.next = first;
  }

  /** Returns how long to wait after one more failure. */
  Duration failed() {
    Duration now = next;
    Duration twice = now.multipliedBy(2);
    next = twice.compareTo(most) < 0 ? twice : most;
    return now;
  }

  /** Returns how long to wait where all is well. */
  Duration worked() {
    next = first;
    return first;
  }
}
