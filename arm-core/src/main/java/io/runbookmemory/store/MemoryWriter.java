package io.runbookmemory.store;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.usage.UsageDelta;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Writes the memories of one tenant. Thread-safe. Every call is applied whole or not at all. */
public interface MemoryWriter {

  /**
   * Writes memories by {@link CompareAndSet}. If one of them conflicts, nothing of the batch is
   * applied. Replaced revisions go to the history.
   *
   * @param batch memories of this tenant, each id at most once
   * @return the new versions, or the conflicts
   * @throws IllegalArgumentException if an id occurs twice or a memory is another tenant's
   * @throws io.runbookmemory.error.EmbeddingSpaceException if a vector is of another space than the
   *     store's
   */
  UpsertResult upsert(List<StoredMemory> batch);

  /**
   * Adds to a memory's usage. Deltas commute, so that concurrent writers lose nothing.
   *
   * @param id its identity
   * @param delta what to add
   * @return whether the memory is there
   */
  boolean adjust(MemoryId id, UsageDelta delta);

  /**
   * Adds to the usage of several memories, in one commit.
   *
   * @param deltas what to add, by identity
   * @return how many of the memories are there; the others are passed over
   */
  long adjust(Map<MemoryId, UsageDelta> deltas);

  /**
   * Deletes memories and leaves tombstones; their history stays.
   *
   * @param ids their identities
   * @param at when they are deleted
   * @return how many were there
   */
  long delete(Collection<MemoryId> ids, Instant at);

  /**
   * Deletes the memories that pass a filter and leaves tombstones. To delete all say {@link
   * Filter#everything()}.
   *
   * @param filter what to delete
   * @param at when they are deleted
   * @return how many there were
   */
  long delete(Filter filter, Instant at);

  /**
   * Takes over the state of memories from another store, as it is: version, usage and tombstones.
   * What is already here in the same or a newer version stays. This is how a replica follows and an
   * import restores.
   *
   * @param changes memories of this tenant in any order
   * @return how many of them changed anything
   * @throws io.runbookmemory.error.EmbeddingSpaceException if a vector is of another space than the
   *     store's
   */
  long apply(List<Change> changes);
}
