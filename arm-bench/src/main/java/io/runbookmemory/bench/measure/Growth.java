package io.runbookmemory.bench.measure;

/**
 * How a cost grows with what it is paid for: the exponent e of the curve c n^e that is nearest, the
 * slope of the line through the logarithms. 1 is in proportion, 0 not at all. Not thread-safe.
 */
public final class Growth {

  private final Line line = new Line();
  private int sizes;
  private boolean known = true;

  /** Creates a growth of no size yet. */
  public Growth() {}

  /** Adds what a size costs. */
  public void add(double size, double cost) {
    sizes++;
    known &= cost > 0;
    if (known) {
      line.add(Math.log(size), Math.log(cost));
    }
  }

  /**
   * Returns the exponent; not a number where a cost is not known or nothing, or fewer than two
   * sizes are.
   */
  public double exponent() {
    return known && sizes > 1 ? line.slope() : Double.NaN;
  }
}
