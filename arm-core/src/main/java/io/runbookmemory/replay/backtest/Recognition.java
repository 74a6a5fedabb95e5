package io.runbookmemory.replay.backtest;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import java.util.List;
import java.util.Set;

/**
 * What was answered when it was asked of an incident: has this happened before?
 *
 * @param right the earlier incidents that were the same thing; none if it was the first of its kind
 * @param found what came back, best first
 * @param certainty how sure the answer is, higher is surer; comparable among the answers of one
 *     method alone
 */
public record Recognition(Set<MemoryId> right, List<MemoryId> found, double certainty) {

  /** Copies the collections. */
  public Recognition {
    right = Set.copyOf(right);
    found = List.copyOf(found);
  }

  /**
   * Returns what a recall answered: as sure as the relevance of its best memory.
   *
   * @param replayed how it was asked
   * @return of certainty 0 where it fell to triage
   */
  public static Recognition of(Replayed replayed) {
    List<MemoryId> found = replayed.found().stream().map(Memory::id).toList();
    return new Recognition(replayed.right(), found, replayed.relevance());
  }

  /**
   * Returns whether the same thing had happened before.
   *
   * @return false for the first of its kind
   */
  public boolean repeated() {
    return !right.isEmpty();
  }

  /** Returns the share of the earlier ones that are among the first five. */
  double recallAt5() {
    return (double) found.stream().limit(5).filter(right::contains).count() / right.size();
  }
}
