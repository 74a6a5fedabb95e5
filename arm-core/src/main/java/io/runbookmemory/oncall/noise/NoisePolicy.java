package io.runbookmemory.oncall.noise;

import io.runbookmemory.alert.Alert;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What counts as one thing. Immutable.
 *
 * @param groupBy the labels that make a group: alerts that have the same values of all that they
 *     have of these are one; those that have none of them are groups of their own
 * @param repeat after which time what still fires is said again, positive
 * @param quiet how long a group stays together after its last alert was resolved, at least zero: so
 *     that a service that fails on and off is one page
 */
public record NoisePolicy(List<String> groupBy, Duration repeat, Duration quiet) {

  /**
   * One group for an objective, else for a service in its cluster and environment; said again after
   * four hours, as Alertmanager does; together for five minutes.
   */
  public static final NoisePolicy DEFAULT =
      new NoisePolicy(
          List.of("slo", "service", "cluster", "env"), Duration.ofHours(4), Duration.ofMinutes(5));

  /** Checks the rules and copies the list. */
  public NoisePolicy {
    groupBy = List.copyOf(groupBy);
    if (repeat.isNegative() || repeat.isZero()) {
      throw new IllegalArgumentException("repeat must be positive, got " + repeat);
    }
    if (quiet.isNegative()) {
      throw new IllegalArgumentException("quiet must be at least zero, got " + quiet);
    }
  }

  /** Returns what an alert's group is called. */
  String group(Alert alert) {
    String group =
        groupBy.stream()
            .map(label -> alert.label(label).map(value -> label + "=" + value).orElse(null))
            .filter(Objects::nonNull)
            .collect(Collectors.joining("\u0000"));
    return group.isEmpty() ? alert.fingerprint().value() : group;
  }
}
