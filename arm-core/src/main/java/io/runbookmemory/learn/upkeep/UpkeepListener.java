package io.runbookmemory.learn.upkeep;

import io.runbookmemory.memory.MemoryId;
import java.util.List;

/**
 * Told of upkeep, such as to count it. What it throws is logged once and breaks nothing. Every
 * method does nothing unless it is overridden.
 */
public interface UpkeepListener {

  /**
   * Called after each run of the pruner, dry ones included.
   *
   * @param report what it did
   */
  default void pruned(PruneReport report) {}

  /**
   * Called after changes cast doubt on memories.
   *
   * @param marked those that became suspect, at least one
   */
  default void suspected(List<MemoryId> marked) {}

  /**
   * Called after an owner verified a memory.
   *
   * @param id which
   */
  default void verified(MemoryId id) {}
}
