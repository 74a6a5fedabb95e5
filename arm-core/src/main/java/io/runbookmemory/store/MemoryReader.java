package io.runbookmemory.store;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the memories of one tenant. Thread-safe. */
public interface MemoryReader {

  /**
   * Returns whose memories are read.
   *
   * @return the tenant
   */
  Tenant tenant();

  /**
   * Returns a memory.
   *
   * @param id its identity
   * @return empty if there is none; an expired one is still there
   */
  Optional<StoredMemory> get(MemoryId id);

  /**
   * Returns several memories.
   *
   * @param ids their identities
   * @return those that are there, in the order asked for
   */
  List<StoredMemory> getAll(Collection<MemoryId> ids);

  /**
   * Returns the usage of several memories.
   *
   * @param ids their identities
   * @return an entry for each id, {@link Usage#NONE} for those never used or not there
   */
  Map<MemoryId, Usage> usage(Collection<MemoryId> ids);

  /**
   * Returns the memories that fit a request best. Filter and expiry hold for every leg, and {@code
   * topK} hits come back wherever as many memories match.
   *
   * @param request what is looked for
   * @return hits by descending score, then ascending id
   * @throws io.runbookmemory.error.EmbeddingSpaceException if the request's vector is of another
   *     space than the store's
   */
  List<SearchHit> search(SearchRequest request);

  /**
   * Returns a page of the memories that pass a filter, expired ones included.
   *
   * @param filter what to let through
   * @param after the last id of the page before, or null for the first page
   * @param pageSize the most memories to return, at least 1
   * @return by ascending id; fewer than {@code pageSize} on the last page
   */
  List<StoredMemory> scan(Filter filter, @Nullable MemoryId after, int pageSize);

  /**
   * Returns how many memories pass a filter, expired ones included.
   *
   * @param filter what to let through
   * @return at least 0
   */
  long count(Filter filter);

  /**
   * Returns the replaced revisions of a memory, those of a deleted one included.
   *
   * @param id its identity
   * @return by ascending version, without the current one; the oldest may have been dropped by the
   *     store's policy
   */
  List<Memory> history(MemoryId id);

  /**
   * Returns the tombstones of several memories. One that came back has none.
   *
   * @param ids their identities
   * @return those of them that are deleted, in the order asked for
   */
  List<Change.Deleted> tombstones(Collection<MemoryId> ids);

  /**
   * Returns what changed after some position: the latest state of each memory that did, in the
   * order of commits. A follower that goes on from the last position it saw never misses a change.
   *
   * @param after the last position seen, 0 for the beginning
   * @param pageSize the most changes to return, at least 1
   * @return by ascending position
   */
  List<Change> changes(long after, int pageSize);

  /**
   * Returns the size of what is kept.
   *
   * @return counts
   */
  StoreStats stats();

  /**
   * Returns a reader of the same memories for a caller who does not wait long. Once the time is
   * over, what it asked is not tried again, and given up where that can be done; then it fails as
   * where the store is not available. A store that answers out of this process's memory or files,
   * and never waits for anyone, may ignore it.
   *
   * @param left how long from now, not negative
   * @return a light object, or this one
   */
  default MemoryReader within(Duration left) {
    return this;
  }

  /**
   * Returns whether answers may lack changes at this moment, because they come from a copy. Reads
   * no store; asked before and after some reads, it tells of all of them.
   *
   * @return empty where every answer is the store's own, which is so of every store that is no
   *     replica
   */
  default Optional<Staleness> staleness() {
    return Optional.empty();
  }
}
