package io.runbookmemory.remember;

import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.UpsertResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way back of what was forgotten: its last revision, as it was, under a new version. That
 * somebody wants it back counts as one reinforcement, so that retention, which may have been what
 * pruned it, lets it stay for another term. Thread-safe.
 */
public final class Revival {

  private final MemoryStore store;
  private final PassageEmbedder embedder;

  /**
   * Creates a way back.
   *
   * @param store where it was forgotten
   * @param model what embeds it again, or null: then it is found by its words alone
   */
  public Revival(MemoryStore store, @Nullable EmbeddingModel model) {
    this.store = store;
    this.embedder = new PassageEmbedder(model);
  }

  /**
   * Brings a memory back.
   *
   * @param tenant whose it was
   * @param id which
   * @param at when somebody asked for it
   * @return what became of it, {@link Remembered.Unchanged} if it is there already; empty if it was
   *     never deleted here or the store kept no revision of it
   * @throws io.runbookmemory.error.ArmException if the store or the model cannot answer
   */
  public Optional<Remembered> revive(Tenant tenant, MemoryId id, Instant at) {
    MemoryReader reader = store.reader(tenant);
    Optional<Remembered> there = present(reader, id);
    List<Memory> revisions = reader.history(id);
    if (there.isPresent() || revisions.isEmpty() || reader.tombstones(List.of(id)).isEmpty()) {
      return there;
    }
    Memory last = revisions.getLast().toBuilder().version(0).updatedAt(at).build();
    MemoryWriter writer = store.writer(tenant);
    if (writer.upsert(embedder.embed(List.of(last))) instanceof UpsertResult.Applied applied) {
      writer.adjust(id, UsageDelta.reinforced(1, at));
      return Optional.of(new Remembered.Added(id, applied.versions().getFirst()));
    }
    // Somebody else was first.
    return present(reader, id);
  }

  private static Optional<Remembered> present(MemoryReader reader, MemoryId id) {
    return reader.get(id).map(stored -> new Remembered.Unchanged(id, stored.memory().version()));
  }
}
