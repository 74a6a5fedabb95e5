package io.runbookmemory.lucene.snapshot;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.lucene.index.IndexFields.Kind;
import io.runbookmemory.lucene.index.Seal;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.memory.json.UsageJson;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.CompareAndSet;
import io.runbookmemory.store.StoredMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * One tenant's part of a snapshot, read as values.
 *
 * @param snapshot the whole
 * @param tenant whose part
 */
public record TenantSnapshot(Snapshot snapshot, Tenant tenant) {

  private static final Set<String> STORED = Set.of(IndexFields.JSON, IndexFields.SEAL);

  private static final Sort BY_VERSION =
      new Sort(new SortField(IndexFields.VERSION, SortField.Type.LONG));

  public IndexSearcher searcher() {
    return snapshot.searcher();
  }

  public @Nullable StoredMemory memory(MemoryId id) throws IOException {
    int doc = snapshot.find(new Term(IndexFields.MEMORY, IndexFields.key(tenant, id)));
    return doc < 0 ? null : storedAt(doc);
  }

  public StoredMemory storedAt(int doc) throws IOException {
    LeafReaderContext leaf = snapshot.leaf(doc);
    var passages = new SegmentMemories(leaf).passages(doc - leaf.docBase);
    return new StoredMemory(
        memoryAt(doc), passages, passages.isEmpty() ? null : snapshot.header().space());
  }

  /** Returns the memory or revision that a document holds. */
  public Memory memoryAt(int doc) throws IOException {
    return read(doc, Memory.class, MemoryJson::read);
  }

  /** Returns a memory's usage, none if it is not there. */
  public Usage usage(MemoryId id) throws IOException {
    int doc = state(id);
    return doc < 0 || deletedVersionAt(doc) > 0 ? Usage.NONE : usageAt(doc);
  }

  /** Returns the usage of a memory of a segment. */
  public Usage usageBeside(MemoryId id, SegmentMemories segment) throws IOException {
    // One that was never used stands in the same segment.
    int beside = segment.state(IndexFields.key(tenant, id));
    return beside < 0 ? usage(id) : usageAt(beside);
  }

  public Usage usageAt(int doc) throws IOException {
    return read(doc, Usage.class, UsageJson::read);
  }

  /** Returns the version of a memory that was deleted, or 0. */
  public long deletedVersion(MemoryId id) throws IOException {
    int doc = state(id);
    return doc < 0 ? 0 : deletedVersionAt(doc);
  }

  /** Returns the document of a memory's usage or tombstone, or -1 if there is neither. */
  public int state(MemoryId id) throws IOException {
    return snapshot.find(stateTerm(id));
  }

  private Term stateTerm(MemoryId id) {
    return new Term(IndexFields.STATE, IndexFields.key(tenant, id));
  }

  /** Returns the version that a tombstone is of, or 0 if the document is none. */
  public long deletedVersionAt(int doc) throws IOException {
    LeafReaderContext leaf = snapshot.leaf(doc);
    NumericDocValues versions = leaf.reader().getNumericDocValues(IndexFields.VERSION);
    return versions != null && versions.advanceExact(doc - leaf.docBase) ? versions.longValue() : 0;
  }

  /** Returns a memory's replaced revisions by ascending version. */
  public List<Memory> revisions(MemoryId id) throws IOException {
    List<Memory> revisions = new ArrayList<>();
    for (ScoreDoc hit : revisionDocs(id)) {
      revisions.add(memoryAt(hit.doc));
    }
    return revisions;
  }

  public List<Long> revisionVersions(MemoryId id) throws IOException {
    List<Long> versions = new ArrayList<>();
    for (ScoreDoc hit : revisionDocs(id)) {
      versions.add((Long) ((FieldDoc) hit).fields[0]);
    }
    return versions;
  }

  private ScoreDoc[] revisionDocs(MemoryId id) throws IOException {
    Query all = new TermQuery(new Term(IndexFields.REVISIONS, IndexFields.key(tenant, id)));
    return searcher().search(all, 2 * CompareAndSet.KEPT_REVISIONS, BY_VERSION).scoreDocs;
  }

  public long count(Kind kind) throws IOException {
    return searcher().count(FilterQuery.of(kind, tenant).build());
  }

  private <T> T read(int doc, Class<T> type, Function<String, T> reader) throws IOException {
    LeafReaderContext leaf = snapshot.leaf(doc);
    Snapshot.Parsed parsed =
        snapshot.caches().values().get(leaf, doc - leaf.docBase, () -> parse(doc, reader));
    return type.cast(parsed.value());
  }

  private <T> Snapshot.Parsed parse(int doc, Function<String, T> reader) throws IOException {
    Document document = searcher().storedFields().document(doc, STORED);
    String json = Seal.text(document);
    try {
      return new Snapshot.Parsed(reader.apply(json), json.length());
    } catch (InvalidInputException e) {
      throw new CorruptIndexException("a stored value cannot be read", "document " + doc, e);
    }
  }
}
