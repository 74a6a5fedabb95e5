package io.runbookmemory.memory.usage;

/**
 * How often one step of a runbook was carried out, and with what effect.
 *
 * @param tried how often it was carried out
 * @param helped how often it mitigated or resolved
 * @param harmed how often it made things worse
 * @param skipped how often it was passed over
 */
public record StepUsage(long tried, long helped, long harmed, long skipped) {

  /** A step that nobody has come to yet. */
  public static final StepUsage NONE = new StepUsage(0, 0, 0, 0);

  /** Checks the rules. */
  public StepUsage {
    if (tried < 0 || helped < 0 || harmed < 0 || skipped < 0) {
      throw new IllegalArgumentException(
          "a step's counts must be at least 0, got "
              + tried
              + ", "
              + helped
              + ", "
              + harmed
              + ", "
              + skipped);
    }
  }

  /**
   * Returns the sum of two counts.
   *
   * @param other what to add
   * @return count by count
   */
  public StepUsage plus(StepUsage other) {
    return new StepUsage(
        tried + other.tried, helped + other.helped, harmed + other.harmed, skipped + other.skipped);
  }

  /**
   * Returns whether no count is below another's.
   *
   * @param other what may have been counted here already
   * @return true if this holds all of it
   */
  public boolean includes(StepUsage other) {
    return tried >= other.tried
        && helped >= other.helped
        && harmed >= other.harmed
        && skipped >= other.skipped;
  }
}
