package io.runbookmemory.lucene.engine;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.NumericUtils;
import org.apache.lucene.util.SparseFixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which blocks one search may find: those whose parent a query lets through, that have not expired
 * and were not deleted. What the query lets through is cached, and what has expired is until
 * something else does. For one thread.
 */
public final class BlockFilter {

  /** A set below one in 128 is smaller as a sparse one; so Lucene chooses, too. */
  private static final int SPARSE_SHIFT = 7;

  private static final String EXPIRED = "expired";

  private final IndexSearcher searcher;
  private final BlockFields fields;
  private final SegmentCache<BlockSet> cache;
  private final Condition parents;
  private final long now;
  private final Map<Integer, Blocks> segments = new HashMap<>();
  private @Nullable Weight weight;

  /** A condition on parents; equal ones let the same parents through. */
  public interface Condition {
    /** Returns the query for those that pass. */
    Query query();
  }

  /**
   * Creates a filter.
   *
   * @param cache of what conditions let through
   * @param parents which parents, if they have not expired
   * @param now the number of the time of asking
   */
  public BlockFilter(
      IndexSearcher searcher,
      BlockFields fields,
      SegmentCache<BlockSet> cache,
      Condition parents,
      long now) {
    this.searcher = searcher;
    this.fields = fields;
    this.cache = cache;
    this.parents = parents;
    this.now = now;
  }

  IndexSearcher searcher() {
    return searcher;
  }

  /** Returns how many children may be found, those that were deleted included. */
  public long children() throws IOException {
    long children = 0;
    for (LeafReaderContext leaf : searcher.getLeafContexts()) {
      children += in(leaf).children();
    }
    return children;
  }

  /** Returns what may be found in a segment. */
  public Blocks in(LeafReaderContext leaf) throws IOException {
    Blocks blocks = segments.get(leaf.ord);
    if (blocks == null) {
      BlockSet passing = cache.get(leaf, parents, () -> passing(leaf));
      blocks = new Blocks(leaf.reader(), passing, expired(leaf));
      segments.put(leaf.ord, blocks);
    }
    return blocks;
  }

  /** Returns the query for the documents that may be found, or null if all parents may. */
  public @Nullable Query query() throws IOException {
    for (LeafReaderContext leaf : searcher.getLeafContexts()) {
      if (in(leaf).isRestricted()) {
        return new BlockQuery(this);
      }
    }
    return null;
  }

  private BlockSet passing(LeafReaderContext leaf) throws IOException {
    if (weight == null) {
      weight =
          searcher.createWeight(
              searcher.rewrite(parents.query()), ScoreMode.COMPLETE_NO_SCORES, 1f);
    }
    LeafReader reader = leaf.reader();
    NumericDocValues counts = reader.getNumericDocValues(fields.children());
    Scorer scorer = weight.scorer(leaf);
    if (counts == null || scorer == null) {
      return new BlockSet(new SparseFixedBitSet(reader.maxDoc()), 0, 0);
    }
    DocIdSetIterator docs = scorer.iterator();
    BitSet documents = bits(docs.cost(), reader.maxDoc());
    int children = 0;
    int most = 0;
    int blocks = 0;
    for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
      int its = add(doc, counts, documents);
      children += its;
      most = Math.max(most, its);
      blocks++;
    }
    boolean all = blocks == counts.cost();
    return new BlockSet(all ? null : documents, children, most);
  }

  private static BitSet bits(long most, int maxDoc) {
    return most < maxDoc >>> SPARSE_SHIFT ? new SparseFixedBitSet(maxDoc) : new FixedBitSet(maxDoc);
  }

  /** Adds a parent with its children, and returns how many these are. */
  private static int add(int parent, NumericDocValues counts, BitSet documents) throws IOException {
    int children = counts.advanceExact(parent) ? Math.toIntExact(counts.longValue()) : 0;
    for (int doc = parent - children; doc <= parent; doc++) {
      documents.set(doc);
    }
    return children;
  }

  /** Returns what has expired, or null where nothing has. */
  private @Nullable BlockSet expired(LeafReaderContext leaf) throws IOException {
    PointValues times = leaf.reader().getPointValues(fields.expiry());
    if (times == null || NumericUtils.sortableBytesToLong(times.getMinPackedValue(), 0) > now) {
      return null;
    }
    SegmentCache.Loader<BlockSet> loader = () -> expiredBlocks(leaf.reader());
    BlockSet known = cache.get(leaf, EXPIRED, loader);
    return known.holdsAt(now) ? known : cache.load(leaf, EXPIRED, loader);
  }

  private BlockSet expiredBlocks(LeafReader reader) throws IOException {
    NumericDocValues counts = reader.getNumericDocValues(fields.children());
    SortedNumericDocValues times = reader.getSortedNumericDocValues(fields.expiry());
    if (counts == null || times == null) {
      throw new CorruptIndexException("points without doc values", reader.toString());
    }
    BitSet documents = bits(times.cost(), reader.maxDoc());
    long from = Long.MIN_VALUE;
    long until = Long.MAX_VALUE;
    int children = 0;
    int most = 0;
    for (int doc = times.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = times.nextDoc()) {
      long time = times.nextValue();
      if (time <= now) {
        from = Math.max(from, time);
        int its = add(doc, counts, documents);
        children += its;
        most = Math.max(most, its);
      } else {
        until = Math.min(until, time);
      }
    }
    return new BlockSet(documents, children, most, from, until);
  }
}
