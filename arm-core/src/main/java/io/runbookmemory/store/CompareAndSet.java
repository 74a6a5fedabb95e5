package io.runbookmemory.store;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.UpsertResult.Conflict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules by which every store accepts a write. */
public final class CompareAndSet {

  /** What is to be done with one memory of a batch. */
  public sealed interface Decision {

    /**
     * Store it.
     *
     * @param version the version that it gets
     */
    record Write(long version) implements Decision {}

    /**
     * It is stored already, by a write whose acknowledgement may have been lost: do nothing.
     *
     * @param version the version that it has
     */
    record Repeated(long version) implements Decision {}

    /**
     * Refuse the batch.
     *
     * @param conflict both versions
     */
    record Refuse(Conflict conflict) implements Decision {}
  }

  /** How many replaced revisions of a memory a store keeps in its history. */
  public static final int KEPT_REVISIONS = 20;

  private CompareAndSet() {}

  /**
   * Returns what is to be done with a memory that is offered: what says exactly what is there is a
   * repetition; a writer that read the current version (0 for none) writes the next; any other is
   * stale. Versions go on after a deletion, so that none is given twice.
   *
   * @param offered the memory, with the version that the writer had read
   * @param current what is there, or null
   * @param tombstone the version that was deleted, 0 if none was
   * @return the decision
   */
  public static Decision decide(
      StoredMemory offered, @Nullable StoredMemory current, long tombstone) {
    long read = offered.memory().version();
    if (current == null) {
      return read == 0
          ? new Decision.Write(tombstone + 1)
          : new Decision.Refuse(new Conflict(offered.id(), read, 0));
    }
    long stored = current.memory().version();
    if (offered.withVersion(stored).equals(current)) {
      return new Decision.Repeated(stored);
    }
    return read == stored
        ? new Decision.Write(stored + 1)
        : new Decision.Refuse(new Conflict(offered.id(), read, stored));
  }

  /**
   * Returns whether a change from another store is news here: a newer version, or the same version
   * with a usage that has counted more, or a deletion of what is here. So a replica never goes
   * back, in whatever order it is told, and however often.
   *
   * @param change the change
   * @param current what is here, or null
   * @param usage the usage of what is here
   * @param tombstone the version that was deleted here, 0 if none was
   * @return whether it is to be taken over
   */
  public static boolean isNews(
      Change change, @Nullable StoredMemory current, Usage usage, long tombstone) {
    long here = current == null ? 0 : current.memory().version();
    return switch (change) {
      case Change.Upserted upserted -> {
        long version = upserted.stored().memory().version();
        boolean recounted = version == here && !usage.includes(upserted.usage());
        yield version > tombstone && (version > here || recounted);
      }
      case Change.Deleted deleted -> deleted.version() >= here && deleted.version() > tombstone;
    };
  }

  /**
   * Checks that a batch names each memory once and only memories of a tenant.
   *
   * @param tenant whose memories they must be
   * @param batch the batch
   * @throws IllegalArgumentException if not
   */
  public static void check(Tenant tenant, List<StoredMemory> batch) {
    Set<MemoryId> ids = new HashSet<>();
    for (StoredMemory stored : batch) {
      Tenant owner = stored.memory().scope().tenant();
      if (!owner.equals(tenant)) {
        throw new IllegalArgumentException(
            "a memory must be of the writer's tenant " + tenant + ", got one of " + owner);
      }
      if (!ids.add(stored.id())) {
        throw new IllegalArgumentException(
            "a batch must name each memory once, got " + stored.id() + " twice");
      }
    }
  }

  /**
   * Returns the space of a store after a batch.
   *
   * @param store the store's name for people
   * @param space the space of what is there, or null
   * @param batch the batch
   * @return the only space there is, or null if there is no vector at all
   * @throws EmbeddingSpaceException if there would be two
   */
  public static @Nullable EmbeddingSpace space(
      String store, @Nullable EmbeddingSpace space, List<StoredMemory> batch) {
    EmbeddingSpace only = space;
    for (StoredMemory stored : batch) {
      EmbeddingSpace offered = stored.space();
      if (offered != null) {
        if (only != null && !only.equals(offered)) {
          throw new EmbeddingSpaceException(store, only.toString(), offered.toString());
        }
        only = offered;
      }
    }
    return only;
  }
}
