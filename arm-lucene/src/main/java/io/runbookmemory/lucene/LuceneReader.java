package io.runbookmemory.lucene;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.EmbeddingSpaceException;
import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.lucene.index.IndexFields.Kind;
import io.runbookmemory.lucene.snapshot.FilterQuery;
import io.runbookmemory.lucene.snapshot.TenantSnapshot;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoreStats;
import io.runbookmemory.store.StoredMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.jspecify.annotations.Nullable;

/** Reads one tenant's memories, each call off the latest commit. */
final class LuceneReader implements MemoryReader {

  private static final Sort BY_ID = new Sort(new SortField(IndexFields.ID, SortField.Type.STRING));

  private final ReadableIndex index;
  private final String path;
  private final Tenant tenant;

  LuceneReader(ReadableIndex index, String path, Tenant tenant) {
    this.index = index;
    this.path = path;
    this.tenant = tenant;
  }

  private interface Reading<T> {
    T read(TenantSnapshot snapshot) throws IOException;
  }

  private <T> T read(Reading<T> reading) {
    return index.read(snapshot -> reading.read(new TenantSnapshot(snapshot, tenant)));
  }

  @Override
  public Tenant tenant() {
    return tenant;
  }

  @Override
  public Optional<StoredMemory> get(MemoryId id) {
    return read(snapshot -> Optional.ofNullable(snapshot.memory(id)));
  }

  @Override
  public List<StoredMemory> getAll(Collection<MemoryId> ids) {
    return read(
        snapshot -> {
          List<StoredMemory> there = new ArrayList<>();
          for (MemoryId id : ids) {
            StoredMemory stored = snapshot.memory(id);
            if (stored != null) {
              there.add(stored);
            }
          }
          return there;
        });
  }

  @Override
  public Map<MemoryId, Usage> usage(Collection<MemoryId> ids) {
    return read(
        snapshot -> {
          Map<MemoryId, Usage> usages = new HashMap<>();
          for (MemoryId id : ids) {
            usages.put(id, snapshot.usage(id));
          }
          return usages;
        });
  }

  @Override
  public List<SearchHit> search(SearchRequest request) {
    return read(
        snapshot -> {
          EmbeddingSpace space = snapshot.snapshot().header().space();
          EmbeddingSpace asked = request.space().orElse(null);
          if (asked != null && space != null && !asked.equals(space)) {
            throw new EmbeddingSpaceException(path, space.toString(), asked.toString());
          }
          return new LuceneSearch(snapshot, request).hits();
        });
  }

  @Override
  public List<StoredMemory> scan(Filter filter, @Nullable MemoryId after, int pageSize) {
    requirePositive(pageSize);
    return read(
        snapshot -> {
          int maxDoc = snapshot.snapshot().reader().maxDoc();
          FieldDoc last =
              after == null || maxDoc == 0
                  ? null
                  : new FieldDoc(maxDoc - 1, Float.NaN, new Object[] {IndexFields.bytes(after)});
          Query query = FilterQuery.memories(tenant, filter).build();
          List<StoredMemory> page = new ArrayList<>();
          for (ScoreDoc hit :
              snapshot.searcher().searchAfter(last, query, pageSize, BY_ID).scoreDocs) {
            page.add(snapshot.storedAt(hit.doc));
          }
          return page;
        });
  }

  @Override
  public long count(Filter filter) {
    Query query = FilterQuery.memories(tenant, filter).build();
    return read(snapshot -> (long) snapshot.searcher().count(query));
  }

  @Override
  public List<Memory> history(MemoryId id) {
    return read(snapshot -> snapshot.revisions(id));
  }

  @Override
  public List<Change.Deleted> tombstones(Collection<MemoryId> ids) {
    return read(snapshot -> new LuceneChanges(snapshot).tombstones(ids));
  }

  @Override
  public List<Change> changes(long after, int pageSize) {
    requirePositive(pageSize);
    return read(snapshot -> new LuceneChanges(snapshot).after(after, pageSize));
  }

  @Override
  public StoreStats stats() {
    return read(
        snapshot ->
            new StoreStats(
                snapshot.count(Kind.MEMORY),
                snapshot.count(Kind.PASSAGE),
                snapshot.count(Kind.REVISION),
                snapshot.count(Kind.TOMBSTONE),
                new LuceneChanges(snapshot).lastPosition()));
  }

  private static void requirePositive(int pageSize) {
    if (pageSize < 1) {
      throw new IllegalArgumentException("pageSize must be at least 1, got " + pageSize);
    }
  }
}
