package io.runbookmemory.bench.report;

import java.time.Duration;

/**
 * How long it takes still: the estimates, by what those of the past were wrong. Not thread-safe.
 */
final class Pacing {

  /** One chapter that was off tells little: this much of the estimates counts as measured. */
  private static final double TRUST = 30;

  private double estimated = TRUST;
  private double measured = TRUST;
  private double left;

  /** Is told of what is to be done. */
  void plan(Duration estimate) {
    left += seconds(estimate);
  }

  /** Is told how long something took. */
  void took(Duration estimate, double seconds) {
    left -= seconds(estimate);
    estimated += seconds(estimate);
    measured += seconds;
  }

  /** Is told that something need not be done. */
  void skipped(Duration estimate) {
    left -= seconds(estimate);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  /** Returns how long in words. */
  String left() {
    double seconds = Math.max(0, left) * measured / estimated;
    return seconds < 90
        ? "about " + Math.max(5, Math.round(seconds / 5) * 5) + " s left"
        : seconds < 5_400
            ? "about " + Math.round(seconds / 60) + " min left"
            : "about " + Math.round(seconds / 3_600) + " h left";
  }
}
