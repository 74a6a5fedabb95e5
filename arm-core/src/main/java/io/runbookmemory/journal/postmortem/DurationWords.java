package io.runbookmemory.journal.postmortem;

import java.time.Duration;

/** Durations as people say them. */
final class DurationWords {

  private DurationWords() {}

  static String of(Duration duration) {
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
