package io.runbookmemory.metric;

/**
 * A range of values, its ends included.
 *
 * @param low the lowest; negative infinity where nothing bounds it
 * @param high the highest, at least {@code low}; positive infinity where nothing bounds it
 */
public record Band(double low, double high) {

  /** Every value: there is nothing yet to tell what is usual. */
  public static final Band ANY = new Band(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Checks the rules. */
  public Band {
    if (!(low <= high)) {
      throw new IllegalArgumentException("low must be at most high, got " + low + " and " + high);
    }
  }

  /**
   * Returns whether a value lies in the band.
   *
   * @param value any
   * @return false for NaN
   */
  public boolean contains(double value) {
    return value >= low && value <= high;
  }

  /** Returns the ends: {@code 12.1 to 80.4}. */
  @Override
  public String toString() {
    return equals(ANY) ? "any" : Written.number(low) + " to " + Written.number(high);
  }
}
