package io.runbookmemory.metric;

import java.util.Arrays;

/**
 * What a line leaves over.
 *
 * @param sigma their standard deviation, made larger for what neighbours have in common; 0 where
 *     the line runs through all points
 * @param independent how many independent points the points are worth
 */
record Residuals(double sigma, double independent) {

  /** Residuals below this share of the values' range are rounding. */
  private static final double ROUNDING = 1e-9;

  /** Sen's slope needs 1 / 0.955 of the samples for the same accuracy (pi / 3). */
  private static final double THEIL_SEN = Math.sqrt(Math.PI / 3);

  /** Where robust residuals are cut, so that an outlier does not hide that neighbours are alike. */
  private static final double CUT = 3;

  static Residuals plain(Points points, Line line) {
    double[] left = left(points, line);
    double squares = Arrays.stream(left).map(r -> r * r).sum();
    return of(points, left, Math.sqrt(squares / Math.max(1, left.length - 2)));
  }

  static Residuals robust(Points points, Line line) {
    double[] left = left(points, line);
    double[] sizes = Arrays.stream(left).map(Math::abs).toArray();
    double sigma = Baseline.MAD_TO_SIGMA * Summary.median(sizes, sizes.length);
    double[] cut = Arrays.stream(left).map(r -> Math.clamp(r, -CUT * sigma, CUT * sigma)).toArray();
    return of(points, cut, THEIL_SEN * sigma);
  }

  private static double[] left(Points points, Line line) {
    double[] left = new double[points.count()];
    Arrays.setAll(left, i -> points.y()[i] - line.at(points.x()[i]));
    return left;
  }

  private static Residuals of(Points points, double[] left, double sigma) {
    Summary values = Summary.of(points.y());
    int count = left.length;
    if (sigma <= ROUNDING * (values.max() - values.min())) {
      return new Residuals(0, count);
    }
    double alike = Math.clamp(correlation(left), 0, 0.99);
    double independent = count * (1 - alike) / (1 + alike);
    double inflation = Math.sqrt((count - 2) / Math.max(1, independent - 2));
    return new Residuals(sigma * Math.max(1, inflation), independent);
  }

  private static double correlation(double[] left) {
    double products = 0;
    double squares = left[0] * left[0];
    for (int i = 1; i < left.length; i++) {
      products += left[i] * left[i - 1];
      squares += left[i] * left[i];
    }
    return products / squares;
  }
}
