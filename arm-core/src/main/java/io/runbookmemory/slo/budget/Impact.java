package io.runbookmemory.slo.budget;

import io.runbookmemory.slo.ErrorBudget;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.SliWindow;
import io.runbookmemory.slo.Slo;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What some time, such as that of an incident, did to an objective.
 *
 * @param from the beginning, exclusive
 * @param to the end, inclusive
 * @param counts what was counted in between
 * @param observed what part of the time was measured, in [0, 1]; a last step that is not over yet
 *     is not missing
 * @param spent what part of the whole period's budget that took, at least 0; 1 is all of it
 * @param peak the fastest burn in it; null where nothing was counted
 */
public record Impact(
    Instant from,
    Instant to,
    SliWindow counts,
    double observed,
    double spent,
    @Nullable Peak peak) {

  /**
   * The short window of the workbook's fastest pair; a coarser series is looked at step by step.
   */
  private static final Duration WINDOW = Duration.ofMinutes(5);

  /**
   * The fastest burn.
   *
   * @param rate how many times faster than allowed, at least 0
   * @param at the end of the window in which it was
   * @param window how long that is
   */
  public record Peak(double rate, Instant at, Duration window) {}

  /**
   * Measures.
   *
   * @param slo the objective
   * @param series its counts
   * @param from the beginning, exclusive
   * @param to the end, later than {@code from} by at most 366 days
   * @return what is known of that time
   */
  public static Impact of(Slo slo, SliSeries series, Instant from, Instant to) {
    SliWindow counts = series.window(to, Duration.between(from, to));
    return new Impact(
        from,
        to,
        counts,
        observed(series, counts, to),
        ErrorBudget.spentBetween(slo, series, from, to),
        peak(slo, series, from, to));
  }

  private static double observed(SliSeries series, SliWindow counts, Instant to) {
    if (counts.samples() == 0) {
      return counts.coverage();
    }
    Instant last = to;
    for (int i = series.size() - 1; i >= 0; i--) {
      last = series.sample(i).at();
      if (!last.isAfter(to)) {
        break;
      }
    }
    Duration rest = Duration.between(last, to);
    Duration seen =
        rest.compareTo(series.step()) < 0 ? counts.observed().plus(rest) : counts.observed();
    return Math.min(1, (double) seen.toNanos() / counts.length().toNanos());
  }

  private static @Nullable Peak peak(Slo slo, SliSeries series, Instant from, Instant to) {
    Duration window = series.step().compareTo(WINDOW) > 0 ? series.step() : WINDOW;
    double budget = slo.budget().doubleValue();
    Peak peak = null;
    for (int i = 0; i < series.size(); i++) {
      SliSample sample = series.sample(i);
      if (sample.at().isAfter(from) && !sample.at().isAfter(to)) {
        // What went before the harm began would only dilute it.
        Duration since = Duration.between(from, sample.at());
        Duration seen = since.compareTo(window) < 0 ? since : window;
        double rate = series.window(sample.at(), seen).errorRatio() / budget;
        if (peak == null || rate > peak.rate()) {
          peak = new Peak(rate, sample.at(), seen);
        }
      }
    }
    return peak;
  }
}
