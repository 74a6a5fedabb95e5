package io.runbookmemory.replay.engine;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What memory said when an incident was noticed, and how soon it said what to do.
 *
 * @param recalled the memories by their key, else id, best first, at most ten
 * @param right which of them help, by their places from 0
 * @param expected how many should have come
 * @param misleading how many came that never should
 * @param actedAfter how long after its first alert the first correct action was taken; null if
 *     nobody says
 * @param offeredAfter how long after its first alert the plan held a step of the memory that tells
 *     to take it; null if it never did before somebody took it
 */
public record Answered(
    List<String> recalled,
    List<Integer> right,
    int expected,
    int misleading,
    @Nullable Duration actedAfter,
    @Nullable Duration offeredAfter) {

  /** What was not asked. */
  static final Answered NOTHING = new Answered(List.of(), List.of(), 0, 0, null, null);

  /** Copies the lists. */
  public Answered {
    recalled = List.copyOf(recalled);
    right = List.copyOf(right);
  }

  /**
   * Returns the share of the first {@value ReplayReport#K} places that a right memory stands at.
   *
   * @return in [0, 1]
   */
  public double precisionAtK() {
    return (double) rightAtK() / ReplayReport.K;
  }

  /**
   * Returns the share of the expected memories that are among the first {@value ReplayReport#K}.
   *
   * @return in [0, 1]; NaN if none is expected
   */
  public double recallAtK() {
    return (double) rightAtK() / expected;
  }

  /**
   * Returns one over the place of the first right memory, 0 beyond ten.
   *
   * @return in [0, 1]
   */
  public double reciprocalRank() {
    return right.isEmpty() ? 0 : 1.0 / (right.getFirst() + 1);
  }

  private long rightAtK() {
    return right.stream().filter(place -> place < ReplayReport.K).count();
  }

  /** Returns this with the times of the first correct action. */
  Answered acted(@Nullable Duration taken, @Nullable Duration offered) {
    return new Answered(recalled, right, expected, misleading, taken, offered);
  }
}
