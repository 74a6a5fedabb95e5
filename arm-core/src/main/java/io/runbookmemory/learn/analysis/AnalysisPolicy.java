package io.runbookmemory.learn.analysis;

import io.runbookmemory.learn.analysis.pattern.PatternPolicy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;

/**
 * How analysis works.
 *
 * @param patterns what counts as a pattern
 * @param history how far back alerts and deployments are looked at; from a day to 3660 days. The
 *     default is a year
 * @param horizon how far ahead resources are foretold; positive. The default is 14 days
 * @param leastIncidents from how many alike incidents on something is said of them; at least 2. The
 *     default is 3
 * @param budget how long a run may take before it leaves what is left for the next; positive. The
 *     default is two minutes
 * @param schedules when what is due; an activity without one never is by itself
 */
public record AnalysisPolicy(
    PatternPolicy patterns,
    Duration history,
    Duration horizon,
    int leastIncidents,
    Duration budget,
    Map<Activity, Schedule> schedules) {

  /** Checks the rules and copies the map. */
  public AnalysisPolicy {
    if (history.compareTo(Duration.ofDays(1)) < 0 || history.compareTo(Duration.ofDays(3660)) > 0) {
      throw new IllegalArgumentException("history must be from 1 to 3660 days, got " + history);
    }
    if (!horizon.isPositive()) {
      throw new IllegalArgumentException("horizon must be positive, got " + horizon);
    }
    if (leastIncidents < 2) {
      throw new IllegalArgumentException(
          "leastIncidents must be at least 2, got " + leastIncidents);
    }
    if (!budget.isPositive()) {
      throw new IllegalArgumentException("budget must be positive, got " + budget);
    }
    schedules = Map.copyOf(schedules);
  }

  /**
   * Returns the defaults: forecasts every hour, correlation every two, signatures every four,
   * temporal patterns and contradictions every day, playbooks every week.
   *
   * @param zone whose wall clock people and their jobs live by
   * @return the policy that the components describe
   */
  public static AnalysisPolicy in(ZoneId zone) {
    Map<Activity, Schedule> schedules = new EnumMap<>(Activity.class);
    schedules.put(Activity.FORECASTS, Schedule.every(Duration.ofHours(1)));
    schedules.put(Activity.CORRELATION, Schedule.every(Duration.ofHours(2)));
    schedules.put(Activity.SIGNATURES, Schedule.every(Duration.ofHours(4)));
    schedules.put(Activity.TEMPORAL, Schedule.every(Duration.ofDays(1)));
    schedules.put(Activity.CONTRADICTIONS, Schedule.every(Duration.ofDays(1)));
    schedules.put(Activity.PLAYBOOKS, Schedule.every(Duration.ofDays(7)));
    return new AnalysisPolicy(
        PatternPolicy.in(zone),
        Duration.ofDays(365),
        Duration.ofDays(14),
        3,
        Duration.ofMinutes(2),
        schedules);
  }

  /**
   * Returns this policy with other schedules.
   *
   * @param all when what is due; an activity that is missing never is by itself
   * @return a copy
   */
  public AnalysisPolicy withSchedules(Map<Activity, Schedule> all) {
    return new AnalysisPolicy(patterns, history, horizon, leastIncidents, budget, all);
  }

  /**
   * Returns this policy with another history.
   *
   * @param length how far back is looked
   * @return a copy
   */
  public AnalysisPolicy withHistory(Duration length) {
    return new AnalysisPolicy(patterns, length, horizon, leastIncidents, budget, schedules);
  }
}
