package io.runbookmemory.learn.analysis.pattern;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What counts as a pattern.
 *
 * @param zone whose wall clock people and their jobs live by
 * @param window within which one alert follows another; from a minute to a day. The default is 30
 *     minutes
 * @param fold firings of one signal with gaps no longer than this are one episode; from 0 to a day.
 *     The default is an hour: an alert that flaps all night is one observation
 * @param afterDeployment how long after a deployment an alert may be its consequence; from a minute
 *     to a day. The default is two hours
 * @param leastSupport the fewest times that something must have been seen, each on another day; at
 *     least 2. The default is 5
 * @param leastLift how many times as often as at comparable times; at least 1. The default is 2
 * @param falseDiscoveryRate the share of chance findings that is accepted, in (0, 0.5]. The default
 *     is 0.05
 */
public record PatternPolicy(
    ZoneId zone,
    Duration window,
    Duration fold,
    Duration afterDeployment,
    int leastSupport,
    double leastLift,
    double falseDiscoveryRate) {

  private static final Duration DAY = Duration.ofDays(1);

  /** Checks the rules. */
  public PatternPolicy {
    within("window", window, Duration.ofMinutes(1));
    within("fold", fold, Duration.ZERO);
    within("afterDeployment", afterDeployment, Duration.ofMinutes(1));
    if (leastSupport < 2) {
      throw new IllegalArgumentException("leastSupport must be at least 2, got " + leastSupport);
    }
    if (!(leastLift >= 1 && leastLift < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("leastLift must be at least 1, got " + leastLift);
    }
    if (!(falseDiscoveryRate > 0 && falseDiscoveryRate <= 0.5)) {
      throw new IllegalArgumentException(
          "falseDiscoveryRate must be in (0, 0.5], got " + falseDiscoveryRate);
    }
  }

  private static void within(String name, Duration value, Duration least) {
    if (value.compareTo(least) < 0 || value.compareTo(DAY) > 0) {
      throw new IllegalArgumentException(
          name + " must be from " + least + " to " + DAY + ", got " + value);
    }
  }

  /**
   * Returns the defaults.
   *
   * @param zone whose wall clock people and their jobs live by
   * @return the policy that the components describe
   */
  public static PatternPolicy in(ZoneId zone) {
    return new PatternPolicy(
        zone, Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(2), 5, 2, 0.05);
  }
}
