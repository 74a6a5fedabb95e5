package io.runbookmemory.slo;

import java.time.Instant;

/**
 * The requests of one slice of time: how many there were, and how many of them were good. The
 * counts are increments of the interval that ends at {@code at}, never the readings of a counter:
 * whoever imports a counter handles its resets.
 *
 * @param at the end of the interval, between the years 1900 and 2200
 * @param good good requests, at least 0 and at most {@code total}
 * @param total all requests, at least 0
 */
public record SliSample(Instant at, long good, long total) {

  /** Checks the rules. */
  public SliSample {
    Times.nanos(at);
    if (good < 0) {
      throw new IllegalArgumentException("good must be at least 0, got " + good);
    }
    if (total < 0) {
      throw new IllegalArgumentException("total must be at least 0, got " + total);
    }
    if (good > total) {
      throw new IllegalArgumentException(
          "good must be at most total, got good " + good + " of total " + total);
    }
  }
}
