package io.runbookmemory.slo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How much of an objective's error budget a rolling period has spent. Weighted by requests, not by
 * time: a failure at the peak and one in a quiet night spend the same.
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
    return new ErrorBudget(BurnRate.of(series.window(at, slo.period()), slo.budget()));
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
