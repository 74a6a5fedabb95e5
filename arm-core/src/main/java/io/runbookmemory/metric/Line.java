package io.runbookmemory.metric;

import java.util.Arrays;

/**
 * A straight line through points.
 *
 * @param slope units a second
 * @param middle the mean of the times
 * @param height the line's value at the mean time
 * @param squares the sum of the squared distances of the times from their mean
 * @param samples how many points there are
 * @param span from the first to the last point, in seconds
 */
record Line(double slope, double middle, double height, double squares, int samples, double span) {

  /** How many points Theil and Sen's slope is taken from: 79,800 pairs. */
  private static final int MOST_POINTS = 400;

  double at(double x) {
    return height + slope * (x - middle);
  }

  /** Times and values are taken from their means first, which loses no digits to their size. */
  static Line leastSquares(Points points) {
    double middle = Summary.of(points.x()).average();
    double height = Summary.of(points.y()).average();
    double products = 0;
    for (int i = 0; i < points.count(); i++) {
      products += (points.x()[i] - middle) * (points.y()[i] - height);
    }
    double squares = squares(points, middle);
    return points.level()
        ? line(points, 0, middle, points.y()[0])
        : line(points, products / squares, middle, height);
  }

  static Line theilSen(Points points) {
    Points fewer = points.merged(MOST_POINTS);
    int count = fewer.count();
    double[] slopes = new double[count * (count - 1) / 2];
    int pairs = 0;
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        slopes[pairs++] = (fewer.y()[j] - fewer.y()[i]) / (fewer.x()[j] - fewer.x()[i]);
      }
    }
    double slope = Summary.median(slopes, pairs);
    double middle = Summary.of(points.x()).average();
    double[] heights = new double[points.count()];
    Arrays.setAll(heights, i -> points.y()[i] - slope * (points.x()[i] - middle));
    return line(points, slope, middle, Summary.median(heights, heights.length));
  }

  private static Line line(Points points, double slope, double middle, double height) {
    return new Line(slope, middle, height, squares(points, middle), points.count(), -points.x()[0]);
  }

  private static double squares(Points points, double middle) {
    return Arrays.stream(points.x()).map(x -> (x - middle) * (x - middle)).sum();
  }
}
