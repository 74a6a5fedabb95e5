package io.runbookmemory.lucene.snapshot;

import io.runbookmemory.lucene.engine.BlockSet;
import io.runbookmemory.lucene.engine.SegmentCache;
import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.lucene.index.StoreHeader;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.util.Bits;

/**
 * The index as some commit left it.
 *
 * @param reader the reader of that commit
 * @param searcher its searcher
 * @param header what that commit says of the store
 * @param blockEnds the documents that are no passages, so that a passage's memory is the next
 * @param caches what earlier reads have found out of its segments
 * @param tokens where the tokens of questions stand
 */
public record Snapshot(
    DirectoryReader reader,
    IndexSearcher searcher,
    StoreHeader header,
    BitSetProducer blockEnds,
    Caches caches,
    QuestionTokens tokens) {

  /**
   * What is known of segments from earlier reads.
   *
   * @param blocks which memories filters let through
   * @param values memories and usages, by document
   */
  public record Caches(SegmentCache<BlockSet> blocks, SegmentCache<Parsed> values) {

    /** A filter takes one bit a document: 85 of them on a million memories of three documents. */
    private static final long BLOCK_BYTES = 32 << 20;

    /** Some ten thousand memories of a page: what recall finds again and again is less. */
    private static final long VALUE_BYTES = 24 << 20;

    Caches() {
      this(
          new SegmentCache<>(BLOCK_BYTES, BlockSet::bytes),
          new SegmentCache<>(VALUE_BYTES, Parsed::bytes));
    }
  }

  /**
   * A value that was parsed.
   *
   * @param value a memory, or a usage and where it stands
   * @param bytes about what it takes
   */
  public record Parsed(Object value, long bytes) {}

  /** Told of a live document of a segment. */
  public interface Visitor {

    /** Returns whether to go on. */
    boolean visit(SegmentMemories segment, int doc) throws IOException;
  }

  /** Returns the live document that has a term, or -1. */
  public int find(Term term) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      int doc = find(term, leaf);
      if (doc >= 0) {
        return doc;
      }
    }
    return -1;
  }

  /** Returns the live document of a segment that has a term, or -1. */
  public int find(Term term, LeafReaderContext leaf) throws IOException {
    PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
    Bits live = leaf.reader().getLiveDocs();
    if (postings != null) {
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) {
        if (live == null || live.get(doc)) {
          return leaf.docBase + doc;
        }
      }
    }
    return -1;
  }

  /** Returns how many documents of a kind there are, of all tenants. */
  public long count(IndexFields.Kind kind) throws IOException {
    return searcher.count(new TermQuery(kind.term()));
  }

  /** Returns the major version of the Lucene that created the index. */
  public int createdMajor() throws IOException {
    String commit = reader.getIndexCommit().getSegmentsFileName();
    return SegmentInfos.readCommit(reader.directory(), commit).getIndexCreatedVersionMajor();
  }

  /** Returns how many memories no vector finds. */
  public long withoutVectors() throws IOException {
    return searcher.count(
        new BooleanQuery.Builder()
            .add(new TermQuery(IndexFields.Kind.MEMORY.term()), Occur.FILTER)
            .add(NumericDocValuesField.newSlowExactQuery(IndexFields.PASSAGES, 0), Occur.FILTER)
            .build());
  }

  /** Shows a visitor the memories that a query lets through, segment by segment. */
  public void visit(Query query, Visitor visitor) throws IOException {
    Weight weight =
        searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1f);
    for (LeafReaderContext leaf : reader.leaves()) {
      Scorer scorer = weight.scorer(leaf);
      if (scorer != null) {
        Bits live = leaf.reader().getLiveDocs();
        SegmentMemories segment = new SegmentMemories(leaf);
        DocIdSetIterator docs = scorer.iterator();
        for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
          if ((live == null || live.get(doc)) && !visitor.visit(segment, doc)) {
            return;
          }
        }
      }
    }
  }

  /** Returns the segment that a document lies in. */
  public LeafReaderContext leaf(int doc) {
    List<LeafReaderContext> leaves = reader.leaves();
    return leaves.get(ReaderUtil.subIndex(doc, leaves));
  }

  /** Returns whether a document that is in no segment before this one lies in it. */
  public static boolean holds(LeafReaderContext leaf, int doc) {
    return doc < leaf.docBase + leaf.reader().maxDoc();
  }
}
