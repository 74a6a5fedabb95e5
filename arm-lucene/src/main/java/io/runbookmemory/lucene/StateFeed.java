package io.runbookmemory.lucene;

import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Change;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.util.BytesRef;

/** What a snapshot has of the memories of all tenants, in the order of their last changes. */
final class StateFeed {

  private static final Sort BY_POSITION =
      new Sort(LongField.newSortField(IndexFields.POSITION, false, SortedNumericSelector.Type.MIN));

  private final Snapshot snapshot;

  StateFeed(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * All that there is of a memory.
   *
   * @param tenant whose it is
   * @param change its last change, with what it is now
   * @param revisions its replaced revisions, oldest first
   */
  record State(Tenant tenant, Change change, List<Memory> revisions) {

    long position() {
      return change.position();
    }
  }

  /** Returns how many states there are after a position. */
  long count(long after) throws IOException {
    return snapshot.searcher().count(newer(after));
  }

  /** Returns the next states after a position. */
  List<State> after(long position, int pageSize) throws IOException {
    List<State> states = new ArrayList<>();
    for (ScoreDoc hit :
        snapshot.searcher().search(newer(position), pageSize, BY_POSITION).scoreDocs) {
      long at = (Long) ((FieldDoc) hit).fields[0];
      TenantSnapshot owner = new TenantSnapshot(snapshot, tenant(hit.doc));
      Change change = new LuceneChanges(owner).change(hit.doc, at);
      states.add(new State(owner.tenant(), change, owner.revisions(change.id())));
    }
    return states;
  }

  private static Query newer(long position) {
    return LongField.newRangeQuery(IndexFields.POSITION, position + 1, Long.MAX_VALUE);
  }

  /** A tombstone does not store whose it is, so the index of tenants is asked. */
  private Tenant tenant(int doc) throws IOException {
    LeafReaderContext leaf = snapshot.leaf(doc);
    LeafReader reader = leaf.reader();
    Terms terms = reader.terms(IndexFields.TENANT);
    if (terms != null) {
      TermsEnum tenants = terms.iterator();
      PostingsEnum postings = null;
      for (BytesRef name = tenants.next(); name != null; name = tenants.next()) {
        postings = tenants.postings(postings, PostingsEnum.NONE);
        if (postings.advance(doc - leaf.docBase) == doc - leaf.docBase) {
          return new Tenant(name.utf8ToString());
        }
      }
    }
    throw new CorruptIndexException("document " + doc + " has no tenant", leaf.toString());
  }
}
