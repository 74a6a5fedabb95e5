package io.runbookmemory.lucene;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.lucene.index.Documents;
import io.runbookmemory.lucene.index.WideVectors;
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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes one tenant's memories. Each call first decides on values, and touches the index last. */
final class LuceneWriter implements MemoryWriter {

  private final Index index;
  private final String path;
  private final Tenant tenant;
  private final Documents documents;

  LuceneWriter(Index index, String path, Tenant tenant) {
    this.index = index;
    this.path = path;
    this.tenant = tenant;
    this.documents = new Documents(tenant);
  }

  @Override
  public UpsertResult upsert(List<StoredMemory> batch) {
    CompareAndSet.check(tenant, batch);
    return index.write((before, transaction) -> upsert(batch, of(before), transaction));
  }

  private UpsertResult upsert(
      List<StoredMemory> batch, TenantSnapshot before, Transaction transaction) throws IOException {
    List<Slot> slots = new ArrayList<>();
    List<Long> versions = new ArrayList<>();
    List<Conflict> conflicts = new ArrayList<>();
    for (StoredMemory offered : batch) {
      Slot slot = new Slot(before, offered.id());
      switch (slot.decide(offered)) {
        case Decision.Write write -> {
          slot.put(offered.withVersion(write.version()), slot.usage(), transaction);
          slots.add(slot);
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
    for (Slot slot : slots) {
      slot.write(documents, transaction);
    }
    return new UpsertResult.Applied(versions);
  }

  private void admit(List<StoredMemory> batch, Transaction transaction) {
    EmbeddingSpace only = CompareAndSet.space(path, transaction.space(), batch);
    WideVectors.check(path, only);
    transaction.space(only);
  }

  @Override
  public boolean adjust(MemoryId id, UsageDelta delta) {
    return index.write(
        (before, transaction) -> {
          Slot slot = new Slot(of(before), id);
          StoredMemory current = slot.current();
          if (current == null) {
            return false;
          }
          slot.put(current, slot.usage().plus(delta), transaction);
          slot.write(documents, transaction);
          return true;
        });
  }

  @Override
  public long delete(Collection<MemoryId> ids, Instant at) {
    return index.write((before, transaction) -> delete(ids, at, of(before), transaction));
  }

  @Override
  public long delete(Filter filter, Instant at) {
    return index.write(
        (before, transaction) -> {
          List<MemoryId> ids = new ArrayList<>();
          before.visit(
              FilterQuery.memories(tenant, filter).build(),
              (segment, doc) -> ids.add(segment.id(doc)));
          Collections.sort(ids);
          return delete(ids, at, of(before), transaction);
        });
  }

  private long delete(
      Collection<MemoryId> ids, Instant at, TenantSnapshot before, Transaction transaction)
      throws IOException {
    long deleted = 0;
    for (MemoryId id : new LinkedHashSet<>(ids)) {
      Slot slot = new Slot(before, id);
      StoredMemory current = slot.current();
      if (current != null) {
        slot.delete(current.memory().version(), at, transaction);
        slot.write(documents, transaction);
        deleted++;
      }
    }
    return deleted;
  }

  @Override
  public long apply(List<Change> changes) {
    for (Change change : changes) {
      if (change instanceof Change.Upserted upserted) {
        CompareAndSet.check(tenant, List.of(upserted.stored()));
      }
    }
    return index.write((before, transaction) -> apply(changes, of(before), transaction));
  }

  private long apply(List<Change> changes, TenantSnapshot before, Transaction transaction)
      throws IOException {
    Map<MemoryId, Slot> slots = new LinkedHashMap<>();
    List<Change> news = new ArrayList<>();
    List<StoredMemory> batch = new ArrayList<>();
    for (Change change : changes) {
      Slot slot = slots.get(change.id());
      if (slot == null) {
        slot = new Slot(before, change.id());
        slots.put(change.id(), slot);
      }
      if (slot.isNews(change)) {
        news.add(change);
        if (change instanceof Change.Upserted upserted) {
          batch.add(upserted.stored());
        }
      }
    }
    // Old news must not decide the space; what is none now will be none after the others.
    admit(batch, transaction);
    long taken = news.stream().filter(change -> take(change, slots, transaction)).count();
    for (Slot slot : slots.values()) {
      slot.write(documents, transaction);
    }
    return taken;
  }

  private static boolean take(Change change, Map<MemoryId, Slot> slots, Transaction transaction) {
    Slot slot = Objects.requireNonNull(slots.get(change.id()));
    if (!slot.isNews(change)) {
      return false;
    }
    switch (change) {
      case Change.Upserted news -> slot.put(news.stored(), news.usage(), transaction);
      case Change.Deleted news -> slot.delete(news.version(), news.at(), transaction);
    }
    return true;
  }

  private TenantSnapshot of(Snapshot before) {
    return new TenantSnapshot(before, tenant);
  }
}
