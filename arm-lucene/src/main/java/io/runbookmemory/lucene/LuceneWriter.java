package io.runbookmemory.lucene;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.lucene.engine.WideVectors;
import io.runbookmemory.lucene.snapshot.FilterQuery;
import io.runbookmemory.lucene.write.Slot;
import io.runbookmemory.lucene.write.Transaction;
import io.runbookmemory.lucene.write.Write;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.CompareAndSet;
import io.runbookmemory.store.CompareAndSet.Decision;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import io.runbookmemory.store.UpsertResult.Conflict;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one tenant's memories. Each call first decides on values, and touches the index last. */
final class LuceneWriter implements MemoryWriter {

  /** About what a memory takes beside its words and vectors, and what its usage takes. */
  private static final long BYTES_BESIDE = 1024;

  private final Index index;
  private final String path;
  private final Tenant tenant;

  LuceneWriter(Index index, String path, Tenant tenant) {
    this.index = index;
    this.path = path;
    this.tenant = tenant;
  }

  @Override
  public UpsertResult upsert(List<StoredMemory> batch) {
    CompareAndSet.check(tenant, batch);
    return index.write(Write.byId(tenant, bytes(batch), transaction -> upsert(batch, transaction)));
  }

  private UpsertResult upsert(List<StoredMemory> batch, Transaction transaction)
      throws IOException {
    List<StoredMemory> news = new ArrayList<>();
    List<Long> versions = new ArrayList<>();
    List<Conflict> conflicts = new ArrayList<>();
    for (StoredMemory offered : batch) {
      switch (transaction.slot(offered.id()).decide(offered)) {
        case Decision.Write write -> {
          news.add(offered.withVersion(write.version()));
          versions.add(write.version());
        }
        case Decision.Repeated repeated -> versions.add(repeated.version());
        case Decision.Refuse refuse -> conflicts.add(refuse.conflict());
      }
    }
    if (!conflicts.isEmpty()) {
      return new UpsertResult.Conflicted(conflicts);
    }
    admit(batch, transaction);
    for (StoredMemory stored : news) {
      Slot slot = transaction.slot(stored.id());
      slot.put(stored, slot.usage(), transaction);
    }
    return new UpsertResult.Applied(versions);
  }

  private void admit(List<StoredMemory> batch, Transaction transaction) {
    EmbeddingSpace only = CompareAndSet.space(path, transaction.space(), batch);
    checkDimension(path, only);
    transaction.space(only);
  }

  @Override
  public boolean adjust(MemoryId id, UsageDelta delta) {
    return adjust(Map.of(id, delta)) > 0;
  }

  @Override
  public long adjust(Map<MemoryId, UsageDelta> deltas) {
    return index.write(
        Write.byId(
            tenant, BYTES_BESIDE * deltas.size(), transaction -> adjust(deltas, transaction)));
  }

  private static long adjust(Map<MemoryId, UsageDelta> deltas, Transaction transaction)
      throws IOException {
    long there = 0;
    for (Map.Entry<MemoryId, UsageDelta> one : deltas.entrySet()) {
      Slot slot = transaction.slot(one.getKey());
      StoredMemory current = slot.current();
      if (current != null) {
        slot.put(current, slot.usage().plus(one.getValue()), transaction);
        there++;
      }
    }
    return there;
  }

  @Override
  public long delete(Collection<MemoryId> ids, Instant at) {
    return index.write(
        Write.byId(tenant, BYTES_BESIDE * ids.size(), transaction -> delete(ids, at, transaction)));
  }

  @Override
  public long delete(Filter filter, Instant at) {
    return index.write(
        Write.byQuery(
            tenant,
            transaction -> {
              List<MemoryId> ids = new ArrayList<>();
              transaction
                  .snapshot()
                  .visit(
                      FilterQuery.memories(tenant, filter).build(),
                      (segment, doc) -> ids.add(segment.id(doc)));
              Collections.sort(ids);
              return delete(ids, at, transaction);
            }));
  }

  private static long delete(Collection<MemoryId> ids, Instant at, Transaction transaction)
      throws IOException {
    long deleted = 0;
    for (MemoryId id : ids) {
      Slot slot = transaction.slot(id);
      StoredMemory current = slot.current();
      if (current != null) {
        slot.delete(current.memory().version(), at, transaction);
        deleted++;
      }
    }
    return deleted;
  }

  @Override
  public long apply(List<Change> changes) {
    List<StoredMemory> offered = new ArrayList<>();
    for (Change change : changes) {
      if (change instanceof Change.Upserted upserted) {
        CompareAndSet.check(tenant, List.of(upserted.stored()));
        offered.add(upserted.stored());
      }
    }
    long bytes = bytes(offered) + BYTES_BESIDE * changes.size();
    return index.write(Write.byId(tenant, bytes, transaction -> apply(changes, transaction)));
  }

  private long apply(List<Change> changes, Transaction transaction) throws IOException {
    List<Change> news = new ArrayList<>();
    List<StoredMemory> batch = new ArrayList<>();
    for (Change change : changes) {
      if (transaction.slot(change.id()).isNews(change)) {
        news.add(change);
        if (change instanceof Change.Upserted upserted) {
          batch.add(upserted.stored());
        }
      }
    }
    // Old news must not decide the space; what is none now will be none after the others.
    admit(batch, transaction);
    long taken = 0;
    for (Change change : news) {
      taken += take(change, transaction) ? 1 : 0;
    }
    return taken;
  }

  private static boolean take(Change change, Transaction transaction) throws IOException {
    Slot slot = transaction.slot(change.id());
    if (!slot.isNews(change)) {
      return false;
    }
    switch (change) {
      case Change.Upserted news -> slot.put(news.stored(), news.usage(), transaction);
      case Change.Deleted news -> slot.delete(news.version(), news.at(), transaction);
    }
    return true;
  }

  private static long bytes(List<StoredMemory> batch) {
    long bytes = 0;
    for (StoredMemory stored : batch) {
      EmbeddingSpace space = stored.space();
      long vectors = space == null ? 0 : (long) stored.passages().size() * space.dimension();
      bytes += BYTES_BESIDE + stored.memory().text().length() + Float.BYTES * vectors;
    }
    return bytes;
  }

  /** Checks that a space's vectors are not too large to be kept. */
  static void checkDimension(String path, @Nullable EmbeddingSpace space) {
    if (space != null && space.dimension() > WideVectors.MAX_DIMENSION) {
      throw new ConfigurationException(
          path,
          "a Lucene store holds vectors of at most "
              + WideVectors.MAX_DIMENSION
              + " dimensions, got "
              + space);
    }
  }
}
