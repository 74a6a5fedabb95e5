package io.runbookmemory.replay.backtest;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.recall.Strength;
import java.util.List;
import java.util.Set;

/**
 * What memory had to say to an incident on the day it was noticed.
 *
 * @param incident the incident
 * @param right the earlier incidents that were the same thing; none if it was the first of its kind
 * @param strength how well the best recollection fitted
 * @param relevance that of the best recollection, 1 if it shares an exact identifier; 0 where it
 *     fell to triage
 * @param found what was recalled, best first, at most ten
 */
public record Replayed(
    PastIncident incident,
    Set<MemoryId> right,
    Strength strength,
    double relevance,
    List<Memory> found) {

  /** Copies the collections. */
  public Replayed {
    right = Set.copyOf(right);
    found = List.copyOf(found);
  }

  /**
   * Returns whether the same thing had happened before.
   *
   * @return false for the first of its kind
   */
  public boolean repeated() {
    return !right.isEmpty();
  }

  /**
   * Returns where the first right answer stands.
   *
   * @return 1 for the best, 0 if there is none among those found
   */
  public int rank() {
    for (int i = 0; i < found.size(); i++) {
      if (right.contains(found.get(i).id())) {
        return i + 1;
      }
    }
    return 0;
  }
}
