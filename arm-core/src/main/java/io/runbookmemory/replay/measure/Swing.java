package io.runbookmemory.replay.measure;

/**
 * What one assumption is worth: the change of the time to repair while the others stay at their
 * middles.
 *
 * @param assumes in words
 * @param assumption its range
 * @param atLow the change in minutes at its low end, negative where repair is sooner
 * @param atHigh the change at its high end
 */
public record Swing(String assumes, Assumption assumption, double atLow, double atHigh) {

  /**
   * Returns how much hangs on it.
   *
   * @return in minutes, at least 0
   */
  public double width() {
    return Math.abs(atHigh - atLow);
  }
}
