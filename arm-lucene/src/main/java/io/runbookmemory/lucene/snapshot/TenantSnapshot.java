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
import org.apache.lucene.util.Bits;
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
    return read(doc, Form.MEMORY);
  }

  /** Returns a memory's usage, none if it is not there. */
  public Usage usage(MemoryId id) throws IOException {
    int doc = state(id);
    return doc < 0 || deletedVersionAt(doc) > 0 ? Usage.NONE : usageAt(doc);
  }

  /** Returns the usage of a memory that a document holds, of a segment. */
  public Usage usageBeside(MemoryId id, int doc, SegmentMemories segment) throws IOException {
    LeafReaderContext leaf = snapshot.leaf(doc);
    Beside beside =
        (Beside)
            snapshot
                .caches()
                .values()
                .get(leaf, new UsageOf(doc - leaf.docBase), () -> beside(id, segment))
                .value();
    Bits live = leaf.reader().getLiveDocs();
    boolean stands = beside.doc() >= 0 && (live == null || live.get(beside.doc()));
    return stands ? beside.usage() : usage(id);
  }

  /** The name of what is known of a memory's usage: the memory's document in the segment. */
  private record UsageOf(int doc) {}

  /** The usage in a document of the segment, if one was live there when it was looked for. */
  private record Beside(int doc, Usage usage) {}

  /** Looks where a memory that was never used has its usage. */
  private Snapshot.Parsed beside(MemoryId id, SegmentMemories segment) throws IOException {
    int doc = segment.state(IndexFields.key(tenant, id));
    if (doc < 0) {
      return new Snapshot.Parsed(new Beside(-1, Usage.NONE), Form.USAGE.objects());
    }
    Snapshot.Parsed usage = parse(doc, Form.USAGE);
    return new Snapshot.Parsed(
        new Beside(doc - segment.docBase(), (Usage) usage.value()), usage.bytes());
  }

  public Usage usageAt(int doc) throws IOException {
    return read(doc, Form.USAGE);
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

  /**
   * What a document's JSON stands for.
   *
   * @param objects about how many bytes the objects around its texts take in a cache
   */
  private record Form<T>(Class<T> type, Function<String, T> reader, int objects) {

    static final Form<Memory> MEMORY = new Form<>(Memory.class, MemoryJson::read, 512);
    static final Form<Usage> USAGE = new Form<>(Usage.class, UsageJson::read, 256);
  }

  private <T> T read(int doc, Form<T> form) throws IOException {
    LeafReaderContext leaf = snapshot.leaf(doc);
    Snapshot.Parsed parsed =
        snapshot.caches().values().get(leaf, doc - leaf.docBase, () -> parse(doc, form));
    return form.type().cast(parsed.value());
  }

  private Snapshot.Parsed parse(int doc, Form<?> form) throws IOException {
    Document document = searcher().storedFields().document(doc, STORED);
    String json = Seal.text(document);
    try {
      return new Snapshot.Parsed(
          form.reader().apply(json), (long) Character.BYTES * json.length() + form.objects());
    } catch (InvalidInputException e) {
      throw new CorruptIndexException("a stored value cannot be read", "document " + doc, e);
    }
  }
}
