package io.runbookmemory.replay.measure;

/**
 * A number that no replay can measure, and the range in which it is believed to lie.
 *
 * @param low the least for the effect, which need not be the smallest number
 * @param middle what is reckoned with
 * @param high the most for the effect
 */
public record Assumption(double low, double middle, double high) {

  /** Checks the rules. */
  public Assumption {
    boolean ordered = (low <= middle && middle <= high) || (low >= middle && middle >= high);
    if (!ordered || Math.min(low, high) < 0 || !Double.isFinite(low + high)) {
      throw new IllegalArgumentException(
          "an assumption must be at least 0 with its middle between its ends, got "
              + (low + "/" + middle + "/" + high));
    }
  }

  /** Checks that it is a share. */
  Assumption share(String name) {
    if (Math.max(low, high) > 1) {
      throw new IllegalArgumentException(
          name + " must be a share in [0, 1], got " + low + "/" + middle + "/" + high);
    }
    return this;
  }
}
