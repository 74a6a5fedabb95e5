package io.runbookmemory.bench.kill;

import java.util.List;

/**
 * What came of killing.
 *
 * @param rounds how many times the process was killed
 * @param acknowledged how many writes it had acknowledged
 * @param lost what was acknowledged and is not there, in words
 * @param half what is there in part, in words
 * @param slowestOpening the longest that opening took after a kill, in seconds
 */
public record KillReport(
    int rounds, long acknowledged, List<String> lost, List<String> half, double slowestOpening) {

  /** Copies the lists. */
  public KillReport {
    lost = List.copyOf(lost);
    half = List.copyOf(half);
  }

  /**
   * Returns whether every acknowledged write is there and no other in part.
   *
   * @return whether all is well
   */
  public boolean whole() {
    return lost.isEmpty() && half.isEmpty();
  }
}
