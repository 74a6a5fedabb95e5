package io.runbookmemory.bench.measure;

/**
 * How a cost grows with what it is paid for: the exponent e of the curve c n^e that is nearest, the
 * slope of the line through the logarithms. 1 is in proportion, 0 not at all. Not thread-safe.
 */
public final class Growth {

  private final Line line = new Line();
  private int sizes;
  private boolean nothing;

  /** Creates a growth of no size yet. */
  public Growth() {}

  /** Adds what a size costs; one that is not a number was not measured, and is left out. */
  public void add(double size, double cost) {
    if (cost > 0) {
      sizes++;
      line.add(Math.log(size), Math.log(cost));
    }
    nothing |= cost <= 0;
  }

  /** Returns the exponent; not a number where a cost is nothing, or fewer than two are known. */
  public double exponent() {
    return nothing || sizes < 2 ? Double.NaN : line.slope();
  }
}
