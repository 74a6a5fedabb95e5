package io.runbookmemory.store;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.usage.Usage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The latest state of a memory that changed. */
public sealed interface Change {

  /**
   * Returns where the change stands in the store's order of commits.
   *
   * @return at least 1, ascending
   */
  long position();

  /**
   * Returns which memory changed.
   *
   * @return its identity
   */
  MemoryId id();

  /**
   * A memory, or its usage, was written.
   *
   * @param position where it stands in the order of commits
   * @param stored the memory as it is now
   * @param usage its usage as it is now
   */
  record Upserted(long position, StoredMemory stored, Usage usage) implements Change {

    @Override
    public MemoryId id() {
      return stored.id();
    }
  }

  /**
   * A memory was deleted.
   *
   * @param position where it stands in the order of commits
   * @param id which memory
   * @param version the version that was deleted
   * @param at when, in whole microseconds
   */
  record Deleted(long position, MemoryId id, long version, Instant at) implements Change {

    /** Cuts the time to microseconds, which is what every store can hold. */
    public Deleted {
      at = at.truncatedTo(ChronoUnit.MICROS);
    }
  }
}
