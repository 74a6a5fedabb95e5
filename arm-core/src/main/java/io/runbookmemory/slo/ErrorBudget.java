package io.runbookmemory.slo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much of an objective's error budget its period has spent. Weighted by requests, not by time:
 * a failure at the peak and one in a quiet night spend the same.
 *
 * <p>The budget is that of the whole period. Where only part of it was observed, the rest counts as
 * unspent, at the traffic that was seen: spent = burn rate x observed time / period (Site
 * Reliability Workbook, chapter 5, "budget consumed"). So a service of four days that was down for
 * ten minutes has not "lost" a budget of thirty.
 *
 * @param burn the burn rate of the whole period
 */
public record ErrorBudget(BurnRate burn) {

  /**
   * Returns the budget of the period that ends at an instant.
   *
   * @param slo the objective
   * @param series the service's counts
   * @param at the end of the period, between the years 1900 and 2200
   * @return the budget
   */
  public static ErrorBudget of(Slo slo, SliSeries series, Instant at) {
    Instant start = slo.periodStart(at);
    if (!start.isBefore(at)) {
      start = at.minusNanos(1); // the very first instant of a month
    }
    SliWindow seen = series.window(at, Duration.between(start, at));
    return of(slo, seen.within(slo.periodLength(at)));
  }

  static ErrorBudget of(Slo slo, SliWindow period) {
    return new ErrorBudget(BurnRate.of(period, slo.budget()));
  }

  /**
   * Returns the share of a period's budget that some time spent: that of an incident, or of the day
   * after a deployment. Its burn rate x its observed length / the period, so that the shares of
   * times that do not overlap add up.
   *
   * @param slo the objective
   * @param series the service's counts
   * @param from the beginning, exclusive
   * @param to the end, later than {@code from} and at most 366 days
   * @return at least 0 and finite; 1 is the whole budget
   */
  public static double spentBetween(Slo slo, SliSeries series, Instant from, Instant to) {
    SliWindow seen = series.window(to, Times.checked("to - from", Duration.between(from, to)));
    return of(slo, seen.within(slo.periodLength(to))).spent();
  }

  /**
   * Returns the share of the period's budget that is spent.
   *
   * @return at least 0 and finite; above 1 where the objective is missed
   */
  public double spent() {
    return burn.value() * burn.window().coverage();
  }

  /**
   * Returns the share of the period's budget that is left: 1 - spent.
   *
   * @return at most 1 and finite; negative where the objective is missed
   */
  public double remaining() {
    return 1 - spent();
  }

  /**
   * Returns how long the rest lasts at a burn rate: remaining x period / rate. At 1000 a full
   * budget of 30 days is gone in 43 minutes.
   *
   * @param rate how fast the budget burns now, at least 0
   * @return zero where nothing is left; empty where the rate is at most 1, since a rolling budget
   *     lasts for ever at that rate
   */
  public Optional<Duration> exhaustedIn(double rate) {
    if (remaining() <= 0) {
      return Optional.of(Duration.ZERO);
    }
    if (!(rate > 1)) {
      return Optional.empty();
    }
    double nanos = remaining() * burn.window().length().toNanos() / rate;
    return Optional.of(Duration.ofNanos((long) nanos));
  }
}
