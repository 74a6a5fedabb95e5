package io.runbookmemory.testkit.differential;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something to do to a store. A value: it can be done to any store, any number of times. */
public sealed interface Operation {

  /**
   * Returns whose memories it is about.
   *
   * @return the tenant
   */
  Tenant tenant();

  /**
   * Does it.
   *
   * @param store to what
   * @return what the store said; two stores that are right answer equally
   */
  Object on(MemoryStore store);

  /** Something that changes a store. */
  sealed interface Write extends Operation {}

  /**
   * Writes a batch.
   *
   * @param tenant whose memories
   * @param batch what to write
   */
  record Upsert(Tenant tenant, List<StoredMemory> batch) implements Write {
    @Override
    public Object on(MemoryStore store) {
      return store.writer(tenant).upsert(batch);
    }
  }

  /**
   * Counts.
   *
   * @param tenant whose memories
   * @param id which memory
   * @param delta what to add
   */
  record Adjust(Tenant tenant, MemoryId id, UsageDelta delta) implements Write {
    @Override
    public Object on(MemoryStore store) {
      return store.writer(tenant).adjust(id, delta);
    }
  }

  /**
   * Deletes by id.
   *
   * @param tenant whose memories
   * @param ids which memories
   * @param at when
   */
  record Delete(Tenant tenant, List<MemoryId> ids, Instant at) implements Write {
    @Override
    public Object on(MemoryStore store) {
      return store.writer(tenant).delete(ids, at);
    }
  }

  /**
   * Deletes what passes a filter.
   *
   * @param tenant whose memories
   * @param filter what to let through
   * @param at when
   */
  record DeleteWhere(Tenant tenant, Filter filter, Instant at) implements Write {
    @Override
    public Object on(MemoryStore store) {
      return store.writer(tenant).delete(filter, at);
    }
  }

  /**
   * Takes over what another store tells.
   *
   * @param tenant whose memories
   * @param changes what is told
   */
  record Apply(Tenant tenant, List<Change> changes) implements Write {
    @Override
    public Object on(MemoryStore store) {
      return store.writer(tenant).apply(changes);
    }
  }

  /**
   * Searches. By vector the whole answer counts; with words in it, which are found.
   *
   * @param tenant whose memories
   * @param request what is looked for
   */
  record Search(Tenant tenant, SearchRequest request) implements Operation {
    @Override
    public Object on(MemoryStore store) {
      List<SearchHit> hits = store.reader(tenant).search(request);
      if (request.mode() == SearchRequest.Mode.VECTOR) {
        return hits;
      }
      Set<List<Object>> found = new HashSet<>();
      for (SearchHit hit : hits) {
        String similarity = hit.similarity() + ", " + hit.leadSimilarity();
        found.add(List.of(hit.memory(), hit.usage(), similarity, hit.textScore() == null));
      }
      return found;
    }
  }

  /**
   * Reads a page, and counts.
   *
   * @param tenant whose memories
   * @param filter what to let through
   * @param after the id to go on after, or null
   * @param pageSize the most to read
   */
  record Scan(Tenant tenant, Filter filter, @Nullable MemoryId after, int pageSize)
      implements Operation {
    @Override
    public Object on(MemoryStore store) {
      MemoryReader reader = store.reader(tenant);
      return List.of(reader.scan(filter, after, pageSize), reader.count(filter));
    }
  }

  /**
   * Reads by id: memory, usage, history, tombstones.
   *
   * @param tenant whose memories
   * @param ids which memories
   */
  record Read(Tenant tenant, List<MemoryId> ids) implements Operation {
    @Override
    public Object on(MemoryStore store) {
      MemoryReader reader = store.reader(tenant);
      Optional<StoredMemory> first = reader.get(ids.getFirst());
      // Where a change stands in a store's order is its own affair.
      Set<Change> gone = new HashSet<>();
      reader
          .tombstones(ids)
          .forEach(one -> gone.add(new Change.Deleted(0, one.id(), one.version(), one.at())));
      return List.of(
          first,
          reader.getAll(ids),
          Map.copyOf(reader.usage(ids)),
          reader.history(ids.getFirst()),
          gone);
    }
  }

  /**
   * Reads all there is, by every call; of a durable store after it was opened anew.
   *
   * @param tenant whose memories
   */
  record ReadAll(Tenant tenant) implements Operation {
    @Override
    public Object on(MemoryStore store) {
      return List.of(StoreState.of(store.reader(tenant)).byId(), store.space());
    }
  }
}
