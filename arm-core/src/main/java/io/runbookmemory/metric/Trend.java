package io.runbookmemory.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The straight line through a series, and when it reaches a threshold. Immutable and thread-safe.
 *
 * <p>{@link #leastSquares} is the line of Prometheus' {@code predict_linear}; {@link #robust} is
 * that of Theil and Sen, the median of the slopes between all pairs of samples, which up to 29 % of
 * outliers cannot turn (Sen 1968).
 *
 * <p>The interval is that of the line, not of a single sample: the times at which the line's 80 %
 * confidence band holds the threshold (Fieller 1954). Neighbouring samples of a metric are alike,
 * and so tell less than their number says: n counts as n (1 - r) / (1 + r), where r is the
 * correlation of a residual with the one before it (Santer et al. 2000, J. Geophys. Res. 105, eq.
 * 6), both in the interval and in the test whether the slope is more than noise.
 */
public final class Trend {

  /** Fewer samples make no trend. */
  static final int LEAST_SAMPLES = 8;

  /** How many times the span of the series a forecast may reach ahead. */
  private static final double FARTHEST = 30;

  /** The fewest degrees of freedom of an interval worth its name. */
  private static final double LEAST_FREEDOM = 3;

  private final Line line;
  private final Residuals residuals;
  private final Instant now;
  private final double last;

  private Trend(MetricSeries series, Line line, Residuals residuals) {
    this.line = line;
    this.residuals = residuals;
    this.now = series.at(series.size() - 1);
    this.last = series.value(series.size() - 1);
  }

  /**
   * Returns the line of least squares.
   *
   * @param series the samples to be looked at, all of them
   * @return empty for fewer than two samples, for which {@code predict_linear} has no result either
   */
  public static Optional<Trend> leastSquares(MetricSeries series) {
    if (series.size() < 2) {
      return Optional.empty();
    }
    Points points = Points.of(series);
    Line line = Line.leastSquares(points);
    return Optional.of(new Trend(series, line, Residuals.plain(points, line)));
  }

  /**
   * Returns the line of Theil and Sen. Of more than 400 samples neighbours are merged to their
   * medians for the slope, so that it takes some milliseconds at most.
   *
   * @param series the samples to be looked at, all of them
   * @return empty for fewer than two samples
   */
  public static Optional<Trend> robust(MetricSeries series) {
    if (series.size() < 2) {
      return Optional.empty();
    }
    Points points = Points.of(series);
    Line line = Line.theilSen(points);
    return Optional.of(new Trend(series, line, Residuals.robust(points, line)));
  }

  /**
   * Returns the slope.
   *
   * @return in units a second, as {@code deriv} has it
   */
  public double slope() {
    return line.slope();
  }

  /**
   * Returns where the line is at an instant: {@code predict_linear(x[w], d)} is the value of the
   * least squares d seconds after the evaluation.
   *
   * @param at between the years 1900 and 2200
   * @return a value
   */
  public double at(Instant at) {
    return line.at((Times.nanos(at) - Times.nanos(now)) / 1e9);
  }

  /**
   * Returns when the line reaches a threshold, seen from the last sample.
   *
   * @param threshold finite
   * @param crossing from which side
   * @return exactly one of the answers
   */
  public Forecast reaches(double threshold, Crossing crossing) {
    if (!Double.isFinite(threshold)) {
      throw new IllegalArgumentException("threshold must be finite, got " + threshold);
    }
    if (line.samples() < LEAST_SAMPLES) {
      return new Forecast.TooFewSamples(line.samples());
    }
    if (crossing.reached(last, threshold) || crossing.reached(line.at(0), threshold)) {
      return new Forecast.AlreadyThere(now);
    }
    double freedom = residuals.independent() - 2;
    boolean exact = residuals.sigma() == 0;
    if (!exact && (freedom < LEAST_FREEDOM || !isSignificant(freedom))) {
      return new Forecast.TooNoisy(line.slope());
    }
    if (!crossing.leads(line.slope())) {
      return new Forecast.NeverReaches();
    }
    double ahead = (threshold - line.at(0)) / line.slope();
    if (ahead > FARTHEST * line.span()) {
      return new Forecast.TooFarAhead(Duration.ofMillis(Math.round(line.span() * 1e3)));
    }
    double[] interval =
        exact ? new double[] {ahead, ahead} : interval(threshold, StudentT.upper10(freedom));
    return new Forecast.Reaches(
        now, after(ahead), after(Math.max(0, interval[0])), after(interval[1]));
  }

  private boolean isSignificant(double freedom) {
    return Math.abs(line.slope()) * Math.sqrt(line.squares())
        > StudentT.upper2point5(freedom) * residuals.sigma();
  }

  /**
   * The roots of (height + slope x - threshold)^2 = t^2 sigma^2 (1/n + x^2 / squares), x counted
   * from the mean time. A slope that is significant at 5 % makes both finite.
   */
  private double[] interval(double threshold, double t) {
    double variance = t * t * residuals.sigma() * residuals.sigma();
    double slope = line.slope();
    double rise = threshold - line.height();
    double curvature = slope * slope - variance / line.squares();
    double root = Math.sqrt(variance * (rise * rise / line.squares() + curvature / line.samples()));
    double center = slope * rise / curvature;
    double reach = root / curvature;
    return new double[] {line.middle() + center - reach, line.middle() + center + reach};
  }

  private Instant after(double seconds) {
    return now.plusMillis(Math.round(seconds * 1e3));
  }
}
