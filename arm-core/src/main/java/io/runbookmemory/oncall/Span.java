package io.runbookmemory.oncall;

import java.time.Duration;

/** A duration as people say it. */
final class Span {

  private Span() {}

  /** Returns the largest units that matter: {@code 34 min}, {@code 5 h 10 min}, {@code 7 d}. */
  static String inWords(Duration duration) {
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      return duration.toSeconds() + " s";
    }
    if (duration.compareTo(Duration.ofHours(2)) < 0) {
      return duration.toMinutes() + " min";
    }
    if (duration.compareTo(Duration.ofDays(2)) < 0) {
      int minutes = duration.toMinutesPart();
      return duration.toHours() + " h" + (minutes == 0 ? "" : " " + minutes + " min");
    }
    return duration.toDays() + " d";
  }
}
