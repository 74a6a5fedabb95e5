package io.runbookmemory.oncall.noise;

import io.runbookmemory.alert.Alert;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What nobody wants to hear of for some time: a silence, or the mute of a maintenance.
 *
 * @param name who asked for it and why, for the record
 * @param labels what an alert must have, all of them exactly; empty for every alert
 * @param from its beginning, inclusive
 * @param to its end, exclusive and later than {@code from}
 */
public record Silence(String name, Map<String, String> labels, Instant from, Instant to) {

  /** Checks the rules and copies the labels. */
  public Silence {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a silence's name must not be blank");
    }
    if (!to.isAfter(from)) {
      throw new IllegalArgumentException(
          "a silence must end after it begins, got " + from + " to " + to);
    }
    labels = Map.copyOf(new TreeMap<>(labels));
  }

  /**
   * Returns whether an alert is silenced.
   *
   * @param alert the alert
   * @param at when it is told of
   * @return whether it has all labels and the time is right
   */
  public boolean covers(Alert alert, Instant at) {
    return !at.isBefore(from)
        && at.isBefore(to)
        && labels.entrySet().stream()
            .allMatch(
                label -> alert.label(label.getKey()).filter(label.getValue()::equals).isPresent());
  }
}
