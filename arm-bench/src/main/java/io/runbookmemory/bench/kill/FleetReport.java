package io.runbookmemory.bench.kill;

import java.util.List;

/**
 * What came of a fleet's work.
 *
 * @param operations how many were acknowledged
 * @param seconds how long they took together
 * @param lost what was acknowledged and is not there, or is there twice, in words
 * @param half what is there in part, in words
 * @param failed the processes that ended otherwise than they should, with what they said
 * @param slowestRecovery how long after the server's return the last process had an operation
 *     acknowledged, in seconds; NaN if the server did not go
 */
public record FleetReport(
    long operations,
    double seconds,
    List<String> lost,
    List<String> half,
    List<String> failed,
    double slowestRecovery) {

  /** Copies the lists. */
  public FleetReport {
    lost = List.copyOf(lost);
    half = List.copyOf(half);
    failed = List.copyOf(failed);
  }

  /**
   * Returns whether every acknowledged write is there, once, and no process failed.
   *
   * @return whether all is well
   */
  public boolean whole() {
    return lost.isEmpty() && half.isEmpty() && failed.isEmpty();
  }
}
