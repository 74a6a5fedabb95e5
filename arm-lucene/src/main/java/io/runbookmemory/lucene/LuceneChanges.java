package io.runbookmemory.lucene;

import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.lucene.index.Seal;
import io.runbookmemory.lucene.snapshot.SegmentMemories;
import io.runbookmemory.lucene.snapshot.TenantSnapshot;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.StoredMemory;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TermQuery;

/**
 * The changes of one tenant. Each memory has one state document, its usage or its tombstone, which
 * every change of it replaces; so the states by position are the changes.
 */
final class LuceneChanges {

  private final TenantSnapshot snapshot;

  LuceneChanges(TenantSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  List<Change> after(long position, int pageSize) throws IOException {
    List<Change> changes = new ArrayList<>();
    if (position < Long.MAX_VALUE) {
      for (ScoreDoc hit : states(position + 1, pageSize, false)) {
        changes.add(change(hit.doc, position(hit)));
      }
    }
    return changes;
  }

  /** Returns the position of the last change, 0 if there was none. */
  long lastPosition() throws IOException {
    ScoreDoc[] last = states(0, 1, true);
    return last.length == 0 ? 0 : position(last[0]);
  }

  private ScoreDoc[] states(long from, int pageSize, boolean newestFirst) throws IOException {
    Query query =
        new BooleanQuery.Builder()
            .add(LongField.newRangeQuery(IndexFields.POSITION, from, Long.MAX_VALUE), Occur.FILTER)
            .add(new TermQuery(IndexFields.tenant(snapshot.tenant())), Occur.FILTER)
            .build();
    Sort byPosition =
        new Sort(
            LongField.newSortField(
                IndexFields.POSITION, newestFirst, SortedNumericSelector.Type.MIN));
    return snapshot.searcher().search(query, pageSize, byPosition).scoreDocs;
  }

  private static long position(ScoreDoc hit) {
    return (Long) ((FieldDoc) hit).fields[0];
  }

  /** Returns the tombstones of those of some memories that are deleted. */
  List<Change.Deleted> tombstones(Collection<MemoryId> ids) throws IOException {
    List<Change.Deleted> tombstones = new ArrayList<>();
    for (MemoryId id : ids) {
      int doc = snapshot.state(id);
      long deleted = doc < 0 ? 0 : snapshot.deletedVersionAt(doc);
      if (deleted > 0) {
        tombstones.add(tombstone(doc, positionAt(doc), id, deleted));
      }
    }
    return tombstones;
  }

  private long positionAt(int doc) throws IOException {
    LeafReaderContext leaf = snapshot.snapshot().leaf(doc);
    var positions = DocValues.getSortedNumeric(leaf.reader(), IndexFields.POSITION);
    if (!positions.advanceExact(doc - leaf.docBase)) {
      throw new CorruptIndexException("document " + doc + " has no position", leaf.toString());
    }
    return positions.nextValue();
  }

  private Change.Deleted tombstone(int doc, long position, MemoryId id, long version)
      throws IOException {
    Set<String> fields = Set.of(IndexFields.AT, IndexFields.SEAL);
    Document tombstone = snapshot.searcher().storedFields().document(doc, fields);
    return new Change.Deleted(position, id, version, Instant.parse(Seal.text(tombstone)));
  }

  /** Returns the change that a state document is of. */
  Change change(int doc, long position) throws IOException {
    LeafReaderContext leaf = snapshot.snapshot().leaf(doc);
    MemoryId id = new SegmentMemories(leaf).id(doc - leaf.docBase);
    long deleted = snapshot.deletedVersionAt(doc);
    if (deleted > 0) {
      return tombstone(doc, position, id, deleted);
    }
    StoredMemory stored = snapshot.memory(id);
    if (stored == null) {
      throw new CorruptIndexException("a usage has no memory", id.toString());
    }
    return new Change.Upserted(position, stored, snapshot.usageAt(doc));
  }
}
