package io.runbookmemory.store.exact;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.CompareAndSet;
import io.runbookmemory.store.CompareAndSet.Decision;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoreStats;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One tenant's part of the exact store: reader and writer in one, under the store's lock. */
final class ExactTenant implements MemoryReader, MemoryWriter {

  private final ExactMemoryStore store;
  private final Tenant tenant;
  private final TreeMap<MemoryId, Entry> entries = new TreeMap<>();
  private final Map<MemoryId, List<Memory>> revisions = new HashMap<>();
  private final Map<MemoryId, Change.Deleted> tombstones = new HashMap<>();
  private long lastPosition;

  ExactTenant(ExactMemoryStore store, Tenant tenant) {
    this.store = store;
    this.tenant = tenant;
  }

  @Override
  public Tenant tenant() {
    return tenant;
  }

  @Override
  public Optional<StoredMemory> get(MemoryId id) {
    synchronized (store) {
      store.requireOpen();
      return Optional.ofNullable(entries.get(id)).map(entry -> entry.stored);
    }
  }

  @Override
  public List<StoredMemory> getAll(Collection<MemoryId> ids) {
    synchronized (store) {
      store.requireOpen();
      return ids.stream().map(this::get).flatMap(Optional::stream).toList();
    }
  }

  @Override
  public Map<MemoryId, Usage> usage(Collection<MemoryId> ids) {
    synchronized (store) {
      store.requireOpen();
      Map<MemoryId, Usage> usages = new HashMap<>();
      for (MemoryId id : ids) {
        Entry entry = entries.get(id);
        usages.put(id, entry == null ? Usage.NONE : entry.usage);
      }
      return usages;
    }
  }

  @Override
  public List<SearchHit> search(SearchRequest request) {
    synchronized (store) {
      store.requireOpen();
      store.requireSpaceOf(request);
      Predicate<Entry> passes = EntryFilter.of(request.filter());
      List<Entry> found =
          entries.values().stream()
              .filter(entry -> !entry.stored.memory().times().expiredAt(request.asOf()))
              .filter(passes)
              .toList();
      return new ExactSearch(request, found, entries.values()).hits();
    }
  }

  @Override
  public List<StoredMemory> scan(Filter filter, @Nullable MemoryId after, int pageSize) {
    requirePositive(pageSize);
    synchronized (store) {
      store.requireOpen();
      Map<MemoryId, Entry> rest = after == null ? entries : entries.tailMap(after, false);
      return rest.values().stream()
          .map(entry -> entry.stored)
          .filter(stored -> filter.test(stored.memory()))
          .limit(pageSize)
          .toList();
    }
  }

  @Override
  public long count(Filter filter) {
    synchronized (store) {
      store.requireOpen();
      return entries.values().stream().filter(e -> filter.test(e.stored.memory())).count();
    }
  }

  @Override
  public List<Memory> history(MemoryId id) {
    synchronized (store) {
      store.requireOpen();
      return List.copyOf(revisions.getOrDefault(id, List.of()));
    }
  }

  @Override
  public List<Change.Deleted> tombstones(Collection<MemoryId> ids) {
    synchronized (store) {
      store.requireOpen();
      return ids.stream().filter(tombstones::containsKey).map(tombstones::get).toList();
    }
  }

  @Override
  public List<Change> changes(long after, int pageSize) {
    requirePositive(pageSize);
    synchronized (store) {
      store.requireOpen();
      Stream<Change> upserted =
          entries.values().stream()
              .map(entry -> new Change.Upserted(entry.position, entry.stored, entry.usage));
      return Stream.concat(upserted, tombstones.values().stream())
          .filter(change -> change.position() > after)
          .sorted(Comparator.comparingLong(Change::position))
          .limit(pageSize)
          .toList();
    }
  }

  @Override
  public StoreStats stats() {
    synchronized (store) {
      store.requireOpen();
      return new StoreStats(
          entries.size(),
          entries.values().stream().mapToLong(entry -> entry.stored.passages().size()).sum(),
          revisions.values().stream().mapToLong(List::size).sum(),
          tombstones.size(),
          lastPosition);
    }
  }

  @Override
  public UpsertResult upsert(List<StoredMemory> batch) {
    CompareAndSet.check(tenant, batch);
    synchronized (store) {
      store.requireOpen();
      List<Decision> decisions = new ArrayList<>();
      List<UpsertResult.Conflict> conflicts = new ArrayList<>();
      for (StoredMemory offered : batch) {
        Entry entry = entries.get(offered.id());
        Decision decision =
            CompareAndSet.decide(
                offered, entry == null ? null : entry.stored, tombstone(offered.id()));
        decisions.add(decision);
        if (decision instanceof Decision.Refuse refuse) {
          conflicts.add(refuse.conflict());
        }
      }
      if (!conflicts.isEmpty()) {
        return new UpsertResult.Conflicted(conflicts);
      }
      store.admit(batch);
      List<Long> versions = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        versions.add(carryOut(decisions.get(i), batch.get(i)));
      }
      return new UpsertResult.Applied(versions);
    }
  }

  private long tombstone(MemoryId id) {
    Change.Deleted deleted = tombstones.get(id);
    return deleted == null ? 0 : deleted.version();
  }

  private long carryOut(Decision decision, StoredMemory offered) {
    return switch (decision) {
      case Decision.Write write -> {
        Entry old = entries.get(offered.id());
        put(offered.withVersion(write.version()), old == null ? Usage.NONE : old.usage);
        yield write.version();
      }
      case Decision.Repeated repeated -> repeated.version();
      case Decision.Refuse refuse -> throw new IllegalStateException("refused before: " + refuse);
    };
  }

  private void put(StoredMemory stored, Usage usage) {
    Entry old = entries.get(stored.id());
    if (old != null && old.stored.memory().version() != stored.memory().version()) {
      remember(old.stored.memory());
    }
    tombstones.remove(stored.id());
    lastPosition = store.nextPosition();
    entries.put(stored.id(), new Entry(stored, usage, lastPosition));
  }

  private void remember(Memory revision) {
    List<Memory> kept = revisions.computeIfAbsent(revision.id(), id -> new ArrayList<>());
    kept.add(revision);
    if (kept.size() > CompareAndSet.KEPT_REVISIONS) {
      kept.removeFirst();
    }
  }

  @Override
  public boolean adjust(MemoryId id, UsageDelta delta) {
    synchronized (store) {
      store.requireOpen();
      Entry entry = entries.get(id);
      if (entry != null) {
        lastPosition = store.nextPosition();
        entries.put(id, entry.withUsage(entry.usage.plus(delta), lastPosition));
      }
      return entry != null;
    }
  }

  @Override
  public long adjust(Map<MemoryId, UsageDelta> deltas) {
    synchronized (store) {
      store.requireOpen();
      return deltas.entrySet().stream().filter(one -> adjust(one.getKey(), one.getValue())).count();
    }
  }

  @Override
  public long delete(Collection<MemoryId> ids, Instant at) {
    synchronized (store) {
      store.requireOpen();
      long deleted = 0;
      for (MemoryId id : new LinkedHashSet<>(ids)) {
        Entry entry = entries.get(id);
        if (entry != null) {
          delete(id, entry.stored.memory().version(), at);
          deleted++;
        }
      }
      return deleted;
    }
  }

  private void delete(MemoryId id, long version, Instant at) {
    Entry old = entries.remove(id);
    if (old != null) {
      remember(old.stored.memory());
    }
    lastPosition = store.nextPosition();
    tombstones.put(id, new Change.Deleted(lastPosition, id, version, at));
  }

  @Override
  public long delete(Filter filter, Instant at) {
    synchronized (store) {
      store.requireOpen();
      List<MemoryId> ids =
          entries.values().stream()
              .filter(entry -> filter.test(entry.stored.memory()))
              .map(entry -> entry.stored.id())
              .toList();
      return delete(ids, at);
    }
  }

  @Override
  public long apply(List<Change> changes) {
    for (Change change : changes) {
      if (change instanceof Change.Upserted upserted) {
        CompareAndSet.check(tenant, List.of(upserted.stored()));
      }
    }
    synchronized (store) {
      store.requireOpen();
      // Old news must not decide the space; what is none now will be none after the others.
      List<Change> news = changes.stream().filter(this::isNews).toList();
      store.admit(
          news.stream()
              .filter(Change.Upserted.class::isInstance)
              .map(change -> ((Change.Upserted) change).stored())
              .toList());
      return news.stream().filter(this::take).count();
    }
  }

  private boolean isNews(Change change) {
    Entry entry = entries.get(change.id());
    return CompareAndSet.isNews(
        change,
        entry == null ? null : entry.stored,
        entry == null ? Usage.NONE : entry.usage,
        tombstone(change.id()));
  }

  private boolean take(Change change) {
    if (!isNews(change)) {
      return false;
    }
    switch (change) {
      case Change.Upserted upserted -> put(upserted.stored(), upserted.usage());
      case Change.Deleted deleted -> delete(deleted.id(), deleted.version(), deleted.at());
    }
    return true;
  }

  private static void requirePositive(int pageSize) {
    if (pageSize < 1) {
      throw new IllegalArgumentException("pageSize must be at least 1, got " + pageSize);
    }
  }
}
