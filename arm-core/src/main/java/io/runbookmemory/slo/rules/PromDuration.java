package io.runbookmemory.slo.rules;

import java.time.Duration;

/** Durations as Prometheus writes them. */
final class PromDuration {

  private PromDuration() {}

  static String text(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
