package io.runbookmemory.slo.budget;

import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import java.time.Instant;
import java.util.Collection;

/**
 * A time of planned work. What it mutes and what it excuses are two questions: a release that is
 * watched spends budget and wakes nobody, a data centre's move may do neither.
 *
 * @param name what is done
 * @param from its beginning, exclusive as a sample's interval ends after it
 * @param to its end, inclusive and later than {@code from}
 * @param muted whether nobody is notified meanwhile
 * @param excluded whether its requests are left out of the budget and of every window
 */
public record Maintenance(String name, Instant from, Instant to, boolean muted, boolean excluded) {

  /** Checks the rules. */
  public Maintenance {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a maintenance's name must not be blank");
    }
    if (!to.isAfter(from)) {
      throw new IllegalArgumentException(
          "a maintenance must end after it begins, got " + from + " to " + to);
    }
  }

  /**
   * Returns whether an instant lies in it.
   *
   * @param at the instant
   * @return true in {@code (from, to]}
   */
  public boolean covers(Instant at) {
    return at.isAfter(from) && !at.isAfter(to);
  }

  /**
   * Returns whether anything mutes an instant.
   *
   * @param plan the maintenance that is planned
   * @param at the instant
   * @return whether any of it covers the instant and mutes
   */
  public static boolean mutes(Collection<Maintenance> plan, Instant at) {
    return plan.stream().anyMatch(one -> one.muted() && one.covers(at));
  }

  /**
   * Returns whether a sample is left out: of a series, or of what a monitor is fed.
   *
   * @param plan the maintenance that is planned
   * @param sample the sample
   * @return whether any of it covers the sample and excludes
   */
  public static boolean excludes(Collection<Maintenance> plan, SliSample sample) {
    return plan.stream().anyMatch(one -> one.excluded() && one.covers(sample.at()));
  }

  /**
   * Returns a series without what is excluded. Its windows say by their coverage what is missing.
   *
   * @param plan the maintenance that was planned
   * @param series the service's counts
   * @return a series of the same step
   */
  public static SliSeries counted(Collection<Maintenance> plan, SliSeries series) {
    SliSeries.Builder counted = SliSeries.builder().step(series.step());
    for (int i = 0; i < series.size(); i++) {
      SliSample sample = series.sample(i);
      if (!excludes(plan, sample)) {
        counted.add(sample);
      }
    }
    return counted.build();
  }
}
