package io.runbookmemory.store;

import io.runbookmemory.memory.MemoryId;
import java.util.List;

/** What became of a batch. */
public sealed interface UpsertResult {

  /**
   * The whole batch is stored.
   *
   * @param versions the memories' versions from now on, in the order of the batch
   */
  record Applied(List<Long> versions) implements UpsertResult {

    /** Copies the list. */
    public Applied {
      versions = List.copyOf(versions);
    }
  }

  /**
   * Nothing of the batch is stored. What to do: read again, merge, and write again.
   *
   * @param conflicts the stale memories of the batch, at least one
   */
  record Conflicted(List<Conflict> conflicts) implements UpsertResult {

    /** Copies the list. */
    public Conflicted {
      conflicts = List.copyOf(conflicts);
    }
  }

  /**
   * A memory that somebody else wrote in between.
   *
   * @param id the memory
   * @param offered the version that the writer had read
   * @param stored the version that is there, 0 if it is not
   */
  record Conflict(MemoryId id, long offered, long stored) {}
}
