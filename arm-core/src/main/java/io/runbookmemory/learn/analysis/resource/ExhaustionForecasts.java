package io.runbookmemory.learn.analysis.resource;

import io.runbookmemory.metric.Forecast;
import io.runbookmemory.metric.MetricSeries;
import io.runbookmemory.metric.Trend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which resources run out within a horizon. Immutable and thread-safe.
 *
 * <p>A trend is taken over the medians of up to 28 days since the last reset, so that the course of
 * a day is none. It counts where all of this holds, for a line through noise or through a random
 * walk is easily drawn:
 *
 * <ul>
 *   <li>{@link Trend#robust} reaches the limit within the horizon, by a significant slope;
 *   <li>the trend of the first two thirds, foretelling the last third, leaves at most half of the
 *       squared error that standing still leaves;
 *   <li>where it was reset before, it takes no longer than its longest run so far: a log that is
 *       rotated never fills its disk.
 * </ul>
 */
public final class ExhaustionForecasts {

  private static final int LONGEST = 28;
  private static final int LEAST = 10;
  private static final double LEAST_SKILL = 0.5;

  private final Duration horizon;

  /**
   * Creates a forecaster.
   *
   * @param horizon how far ahead a limit is of interest, positive
   */
  public ExhaustionForecasts(Duration horizon) {
    if (!horizon.isPositive()) {
      throw new IllegalArgumentException("horizon must be positive, got " + horizon);
    }
    this.horizon = horizon;
  }

  /**
   * Returns what runs out.
   *
   * @param resources any
   * @param asOf the time of asking; a series that ended more than a day before tells nothing
   * @return the soonest first
   */
  public List<Exhaustion> find(List<ResourceSeries> resources, Instant asOf) {
    List<Exhaustion> found = new ArrayList<>();
    for (ResourceSeries resource : resources) {
      one(resource, asOf).ifPresent(found::add);
    }
    found.sort(Comparator.comparing(Exhaustion::at).thenComparing(Exhaustion::key));
    return found;
  }

  private Optional<Exhaustion> one(ResourceSeries resource, Instant asOf) {
    Optional<Instant> last = resource.series().last();
    if (last.isEmpty()
        || last.get().isAfter(asOf)
        || last.get().isBefore(asOf.minus(Duration.ofDays(1)))) {
      return Optional.empty();
    }
    DailyRun run = DailyRun.last(resource);
    MetricSeries days = run.days(LONGEST);
    if (days.size() < LEAST) {
      return Optional.empty();
    }
    double skill = skill(days);
    return skill < LEAST_SKILL
        ? Optional.empty()
        : Trend.robust(days)
            .flatMap(
                trend ->
                    trend.reaches(resource.limit(), resource.crossing())
                            instanceof Forecast.Reaches reaches
                        ? Optional.of(reaches)
                        : Optional.empty())
            .filter(reaches -> !reaches.at().isAfter(asOf.plus(horizon)))
            .filter(reaches -> run.outlives(reaches.at()))
            .map(reaches -> finding(resource, reaches, days.size(), skill));
  }

  private static Exhaustion finding(
      ResourceSeries resource, Forecast.Reaches reaches, int days, double skill) {
    return new Exhaustion(
        resource.name(),
        resource.place(),
        resource.limit(),
        reaches.at(),
        reaches.earliest(),
        reaches.latest(),
        days,
        skill);
  }

  /** Returns by which share the first two thirds foretell the last third better than no change. */
  private static double skill(MetricSeries days) {
    int known = days.size() * 2 / 3;
    MetricSeries.Builder first = MetricSeries.builder();
    for (int i = 0; i < known; i++) {
      first.add(days.at(i), days.value(i));
    }
    MetricSeries past = first.build();
    Optional<Trend> trend = Trend.robust(past);
    if (trend.isEmpty()) {
      return 0;
    }
    double still = days.value(known - 1);
    double error = 0;
    double base = 0;
    for (int i = known; i < days.size(); i++) {
      double foretold = trend.get().at(days.at(i));
      error += Math.pow(days.value(i) - foretold, 2);
      base += Math.pow(days.value(i) - still, 2);
    }
    return base == 0 ? 0 : Math.max(0, 1 - error / base);
  }
}
