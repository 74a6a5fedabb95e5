package io.runbookmemory.lucene.engine;

import java.util.function.IntPredicate;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FilteredDocIdSetIterator;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** What one search may find in one segment, as Lucene wants to be told. */
public final class Blocks extends AcceptDocs implements Bits {

  private final int maxDoc;
  private final @Nullable Bits live;
  private final BlockSet passing;
  private final @Nullable BitSet expired;

  Blocks(LeafReader reader, BlockSet passing, @Nullable BlockSet expired) {
    this.maxDoc = reader.maxDoc();
    this.live = reader.getLiveDocs();
    this.passing = passing;
    this.expired = expired == null ? null : expired.documents();
  }

  /** Returns how many children pass, those that have expired or were deleted included. */
  public int children() {
    return passing.children();
  }

  /** Returns whether no block that passes has several children. */
  boolean areSingle() {
    return passing.most() <= 1;
  }

  /** Returns whether blocks are left out that were not deleted. */
  boolean isRestricted() {
    return passing.documents() != null || expired != null;
  }

  /** Returns the documents that pass, or null if all do; {@link #bits} tells what may be found. */
  public @Nullable DocIdSetIterator documents() {
    BitSet documents = passing.documents();
    return documents == null ? null : new BitSetIterator(documents, passing.children());
  }

  /** Returns what may be found, deleted documents included. */
  DocIdSetIterator unlessExpired() {
    DocIdSetIterator documents = documents();
    DocIdSetIterator all = documents == null ? DocIdSetIterator.all(maxDoc) : documents;
    return expired == null ? all : filtered(all, doc -> !hasExpired(doc));
  }

  private boolean hasExpired(int doc) {
    return expired != null && expired.get(doc);
  }

  @Override
  public boolean get(int doc) {
    BitSet documents = passing.documents();
    return (documents == null || documents.get(doc))
        && (live == null || live.get(doc))
        && !hasExpired(doc);
  }

  @Override
  public int length() {
    return maxDoc;
  }

  @Override
  public @Nullable Bits bits() {
    return isRestricted() || live != null ? this : null;
  }

  @Override
  public DocIdSetIterator iterator() {
    return filtered(unlessExpired(), this::get);
  }

  @Override
  public int cost() {
    return passing.children();
  }

  private static DocIdSetIterator filtered(DocIdSetIterator documents, IntPredicate condition) {
    return new FilteredDocIdSetIterator(documents) {
      @Override
      protected boolean match(int doc) {
        return condition.test(doc);
      }
    };
  }
}
