package io.runbookmemory.learn.analysis;

import io.runbookmemory.memory.MemoryId;
import java.util.List;

/**
 * What became of taking a run back.
 *
 * @param removed what the run had added; it stays forgotten, in later runs too
 * @param restored what says again what it said before the run
 * @param left what was changed since, or whose revision is no longer kept
 */
public record Undone(List<MemoryId> removed, List<MemoryId> restored, List<MemoryId> left) {

  /** Copies the lists. */
  public Undone {
    removed = List.copyOf(removed);
    restored = List.copyOf(restored);
    left = List.copyOf(left);
  }
}
