package io.runbookmemory.oncall.noise;

import io.runbookmemory.alert.Alert;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What counts as one thing. Immutable.
 *
 * @param groupBy the labels that make a group: alerts that have the same values of all that they
 *     have of these are one; those that have none of them are groups of their own
 * @param repeat after which time what still fires is said again, positive
 * @param quiet how long a group stays together after its last alert was resolved, at least zero: so
 *     that a service that fails on and off is one page
 * @param places those of {@code groupBy} that only say where something is. Alerts that share
 *     nothing else are a storm while they come at once, and strangers later
 * @param joins how long after a page a further alert of such a group joins it, at least zero; later
 *     it is told anew, since whoever read the page did not read of it
 */
public record NoisePolicy(
    List<String> groupBy, Duration repeat, Duration quiet, Set<String> places, Duration joins) {

  /**
   * One group for an objective, else for a service in its cluster and environment; said again after
   * four hours, as Alertmanager does; together for five minutes. What shares its cluster or
   * environment alone joins a page for five minutes, which is Alertmanager's {@code
   * group_interval}.
   */
  public static final NoisePolicy DEFAULT =
      new NoisePolicy(
          List.of("slo", "service", "cluster", "env"),
          Duration.ofHours(4),
          Duration.ofMinutes(5),
          Set.of("cluster", "env"),
          Duration.ofMinutes(5));

  /** Checks the rules and copies the collections. */
  public NoisePolicy {
    groupBy = List.copyOf(groupBy);
    places = Set.copyOf(places);
    if (repeat.isNegative() || repeat.isZero()) {
      throw new IllegalArgumentException("repeat must be positive, got " + repeat);
    }
    if (quiet.isNegative()) {
      throw new IllegalArgumentException("quiet must be at least zero, got " + quiet);
    }
    if (joins.isNegative()) {
      throw new IllegalArgumentException("joins must be at least zero, got " + joins);
    }
  }

  /**
   * Creates a policy without places: all alerts of a group fold until it is said again.
   *
   * @param groupBy the labels that make a group
   * @param repeat after which time what still fires is said again, positive
   * @param quiet how long a group stays together after its last alert, at least zero
   */
  public NoisePolicy(List<String> groupBy, Duration repeat, Duration quiet) {
    this(groupBy, repeat, quiet, Set.of(), Duration.ZERO);
  }

  /**
   * Returns this policy with another time to join.
   *
   * @param time at least zero; as long as {@link #repeat} to let everything join
   * @return a copy
   */
  public NoisePolicy withJoins(Duration time) {
    return new NoisePolicy(groupBy, repeat, quiet, places, time);
  }

  /** Returns whether an alert belongs to its group by nothing but its place. */
  boolean isPlaced(Alert alert) {
    List<String> has = groupBy.stream().filter(label -> alert.label(label).isPresent()).toList();
    return !has.isEmpty() && places.containsAll(has);
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
