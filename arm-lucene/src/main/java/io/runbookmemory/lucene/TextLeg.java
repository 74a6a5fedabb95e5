package io.runbookmemory.lucene;

import io.runbookmemory.lucene.engine.BlockFilter;
import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ranking.HybridFusion;
import io.runbookmemory.store.ranking.IndexedText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;

/**
 * The memories that share a token with some words, out of those that a filter lets through, by
 * Lucene's BM25 (k1 = 1.2, b = 0.75, statistics of all tenants) and then by id.
 */
final class TextLeg {

  private static final Sort BEST_FIRST =
      new Sort(SortField.FIELD_SCORE, new SortField(IndexFields.ID, SortField.Type.STRING));

  private final Snapshot snapshot;
  private final BlockFilter allowed;
  private final BooleanQuery words;

  TextLeg(Snapshot snapshot, BlockFilter allowed, String text) {
    this.snapshot = snapshot;
    this.allowed = allowed;
    BooleanQuery.Builder tokens = new BooleanQuery.Builder();
    for (String token : IndexedText.query(text)) {
      tokens.add(
          new TermQuery(new Term(IndexFields.TOKENS, IndexFields.term(token))), Occur.SHOULD);
    }
    this.words = tokens.build();
  }

  List<Candidate> best(int wanted) throws IOException {
    List<Candidate> found = new ArrayList<>();
    if (!words.clauses().isEmpty()) {
      for (ScoreDoc hit : snapshot.searcher().search(query(), wanted, BEST_FIRST).scoreDocs) {
        Object[] sortedBy = ((FieldDoc) hit).fields;
        double score = HybridFusion.textScore((Float) sortedBy[0]);
        MemoryId id = IndexFields.id((BytesRef) sortedBy[1]);
        found.add(new Candidate(hit.doc, id, score, null));
      }
    }
    return found;
  }

  private Query query() throws IOException {
    Query only = allowed.query();
    return only == null
        ? words
        : new BooleanQuery.Builder().add(words, Occur.MUST).add(only, Occur.FILTER).build();
  }

  /** Returns how well the words match some memories; those without a match are left out. */
  Map<MemoryId, Double> scores(Collection<Candidate> memories) throws IOException {
    Map<MemoryId, Double> scores = new HashMap<>();
    if (!memories.isEmpty() && !words.clauses().isEmpty()) {
      IndexSearcher searcher = snapshot.searcher();
      Weight weight = searcher.createWeight(searcher.rewrite(words), ScoreMode.COMPLETE, 1f);
      for (Candidate memory : memories) {
        LeafReaderContext leaf = snapshot.leaf(memory.doc());
        Scorer scorer = weight.scorer(leaf);
        int doc = memory.doc() - leaf.docBase;
        if (scorer != null && scorer.iterator().advance(doc) == doc) {
          scores.put(memory.id(), HybridFusion.textScore(scorer.score()));
        }
      }
    }
    return scores;
  }
}
