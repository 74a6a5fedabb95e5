package io.runbookmemory.memory.usage;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Something to add to a {@link Usage}. Immutable, thread-safe. */
public final class UsageDelta {

  private final Usage usage;

  private UsageDelta(Usage usage) {
    this.usage = usage;
  }

  /**
   * Returns the delta that changes nothing, to add steps to.
   *
   * @return all counts zero
   */
  public static UsageDelta none() {
    return new UsageDelta(Usage.NONE);
  }

  /**
   * Returns the delta that adds what was counted elsewhere, such as of a memory that is merged.
   *
   * @param usage the counts
   * @return all of them
   */
  public static UsageDelta of(Usage usage) {
    return new UsageDelta(usage);
  }

  /**
   * Returns the delta of having been shown once.
   *
   * @return one recall
   */
  public static UsageDelta recalled() {
    return recalled(1);
  }

  /**
   * Returns the delta of having been shown several times.
   *
   * @param times how often, at least 1
   * @return that many recalls
   */
  public static UsageDelta recalled(long times) {
    if (times < 1) {
      throw new IllegalArgumentException("times must be at least 1, got " + times);
    }
    return new UsageDelta(new Usage(times, 0, 0, 0, null, Map.of()));
  }

  /**
   * Returns the delta of having been confirmed.
   *
   * @param times how often, at least 1
   * @param at when
   * @return that many reinforcements
   */
  public static UsageDelta reinforced(long times, Instant at) {
    if (times < 1) {
      throw new IllegalArgumentException("times must be at least 1, got " + times);
    }
    return new UsageDelta(new Usage(0, times, 0, 0, at, Map.of()));
  }

  /**
   * Returns the delta of having helped, or not.
   *
   * @param helped whether it helped
   * @param at when
   * @return one success or one failure
   */
  public static UsageDelta outcome(boolean helped, Instant at) {
    return new UsageDelta(
        helped ? new Usage(0, 0, 1, 0, at, Map.of()) : new Usage(0, 0, 0, 1, null, Map.of()));
  }

  /**
   * Returns this delta with a step's counts added.
   *
   * @param key the step's {@code RunbookStep.key()}
   * @param step its counts
   * @return a larger delta
   */
  public UsageDelta withStep(String key, StepUsage step) {
    Map<String, StepUsage> steps = new TreeMap<>(usage.steps());
    steps.merge(key, step, StepUsage::plus);
    return new UsageDelta(
        new Usage(
            usage.recalls(),
            usage.reinforcements(),
            usage.successes(),
            usage.failures(),
            usage.lastReinforced(),
            steps));
  }

  /**
   * Returns what is added.
   *
   * @return counts of at least 0
   */
  public Usage usage() {
    return usage;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UsageDelta that && usage.equals(that.usage);
  }

  @Override
  public int hashCode() {
    return usage.hashCode();
  }

  @Override
  public String toString() {
    return "UsageDelta[" + usage + "]";
  }
}
