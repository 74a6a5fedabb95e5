package io.runbookmemory.memory.usage;

import java.util.ArrayList;
import java.util.List;

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
   * @return count by count, none above {@link Long#MAX_VALUE}
   */
  public StepUsage plus(StepUsage other) {
    return new StepUsage(
        Counts.sum(tried, other.tried),
        Counts.sum(helped, other.helped),
        Counts.sum(harmed, other.harmed),
        Counts.sum(skipped, other.skipped));
  }

  /**
   * Returns what is believed of how often the step helps when it is carried out.
   *
   * @return of those that were carried out; to be passed over says nothing
   */
  public BetaPosterior outcomes() {
    return new BetaPosterior(helped, Math.max(0, tried - helped));
  }

  /**
   * Returns the counts in words for people: {@code helped 1 of 2 times, too few to tell; made it
   * worse 1 time; passed over 3 times}.
   *
   * @return empty if nobody has come to it yet
   */
  public String inWords() {
    List<String> words = new ArrayList<>();
    if (outcomes().n() > 0) {
      words.add(outcomes().inWords());
    }
    if (harmed > 0) {
      words.add("made it worse " + Counts.times(harmed));
    }
    if (skipped > 0) {
      words.add("passed over " + Counts.times(skipped));
    }
    return String.join("; ", words);
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
