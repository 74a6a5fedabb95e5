package io.runbookmemory.journal.postmortem;

import java.time.Duration;

/** Durations as people say them. */
public final class DurationWords {

  private DurationWords() {}

  /**
   * Returns them.
   *
   * @param duration not negative
   * @return such as {@code 42 min} or {@code 5 h 10 min}
   */
  public static String of(Duration duration) {
    if (duration.toMinutes() < 2) {
      return duration.toSeconds() + " s";
    }
    if (duration.toHours() < 3) {
      return duration.toMinutes() + " min";
    }
    return duration.toDays() < 3
        ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
        : duration.toDays() + " d " + duration.toHoursPart() + " h";
  }
}
