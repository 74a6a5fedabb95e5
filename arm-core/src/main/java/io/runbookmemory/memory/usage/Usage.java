package io.runbookmemory.memory.usage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of a memory in use. It is kept beside the memory and changed by commutative {@link
 * UsageDelta}s, so that counting never rewrites a memory or its vectors, and no count is lost when
 * many write at once.
 *
 * @param recalls how often it was shown
 * @param reinforcements how often somebody confirmed it
 * @param successes how often it helped
 * @param failures how often it did not help or harmed
 * @param lastReinforced when it last helped or was confirmed, in whole microseconds; null for never
 * @param steps counts by {@code RunbookStep.key()}
 */
public record Usage(
    long recalls,
    long reinforcements,
    long successes,
    long failures,
    @Nullable Instant lastReinforced,
    Map<String, StepUsage> steps) {

  /** A memory that nobody has used yet. */
  public static final Usage NONE = new Usage(0, 0, 0, 0, null, Map.of());

  /** Checks the rules and copies the map. */
  public Usage {
    if (recalls < 0 || reinforcements < 0 || successes < 0 || failures < 0) {
      throw new IllegalArgumentException(
          "counts must be at least 0, got "
              + recalls
              + ", "
              + reinforcements
              + ", "
              + successes
              + ", "
              + failures);
    }
    lastReinforced = lastReinforced == null ? null : lastReinforced.truncatedTo(ChronoUnit.MICROS);
    steps = Collections.unmodifiableMap(new TreeMap<>(steps));
  }

  /**
   * Returns this usage with a delta added: counts are summed, none above {@link Long#MAX_VALUE},
   * and the later time is kept. The order of deltas does not matter.
   *
   * @param delta what to add
   * @return the sum
   */
  public Usage plus(UsageDelta delta) {
    Usage added = delta.usage();
    Map<String, StepUsage> sums = new TreeMap<>(steps);
    added.steps().forEach((key, step) -> sums.merge(key, step, StepUsage::plus));
    return new Usage(
        Counts.sum(recalls, added.recalls),
        Counts.sum(reinforcements, added.reinforcements),
        Counts.sum(successes, added.successes),
        Counts.sum(failures, added.failures),
        later(lastReinforced, added.lastReinforced),
        sums);
  }

  /**
   * Returns what is believed of how often the memory helps.
   *
   * @return of its successes and failures
   */
  public BetaPosterior outcomes() {
    return new BetaPosterior(successes, failures);
  }

  /**
   * Returns whether no count is below another's and no time before it. As a usage only ever grows,
   * the one of two states of a memory that includes the other is the later one.
   *
   * @param other what may have been counted here already
   * @return true if this holds all of it
   */
  public boolean includes(Usage other) {
    return recalls >= other.recalls
        && reinforcements >= other.reinforcements
        && successes >= other.successes
        && failures >= other.failures
        && Objects.equals(later(lastReinforced, other.lastReinforced), lastReinforced)
        && other.steps.entrySet().stream()
            .allMatch(
                step ->
                    steps.getOrDefault(step.getKey(), StepUsage.NONE).includes(step.getValue()));
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
