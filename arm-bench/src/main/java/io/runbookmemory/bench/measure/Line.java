package io.runbookmemory.bench.measure;

/** The straight line that is nearest to some points, by least squares. Not thread-safe. */
public final class Line {

  private int n;
  private double meanX;
  private double meanY;
  private double spreadX;
  private double together;

  /** Creates a line through no point yet. */
  public Line() {}

  /** Adds a point. */
  public void add(double x, double y) {
    // Welford's update: sums of squares would lose what is small beside a large mean.
    n++;
    double fromX = x - meanX;
    meanX += fromX / n;
    meanY += (y - meanY) / n;
    spreadX += fromX * (x - meanX);
    together += fromX * (y - meanY);
  }

  /** Returns by how much y grows with x. */
  public double slope() {
    if (spreadX == 0) {
      throw new IllegalStateException("a slope needs two places, got " + n + " points at one");
    }
    return together / spreadX;
  }
}
