package io.runbookmemory.lucene;

import io.runbookmemory.lucene.engine.BlockFilter;
import io.runbookmemory.lucene.engine.TopMatches;
import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.lucene.snapshot.Snapshot;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ranking.HybridFusion;
import io.runbookmemory.store.ranking.IndexedText;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;

/**
 * The memories that share a token with some words, out of those that a filter lets through, by
 * Lucene's BM25 (k1 = 1.2, b = 0.75, statistics of all tenants) and then by id.
 */
final class TextLeg {

  private final Snapshot snapshot;
  private final BlockFilter allowed;
  private final BooleanQuery words;

  TextLeg(Snapshot snapshot, BlockFilter allowed, String text) throws IOException {
    this.snapshot = snapshot;
    this.allowed = allowed;
    BooleanQuery.Builder tokens = new BooleanQuery.Builder();
    for (String token : IndexedText.query(text)) {
      tokens.add(snapshot.tokens().query(token), Occur.SHOULD);
    }
    this.words = tokens.build();
  }

  List<Candidate> best(int wanted) throws IOException {
    if (words.clauses().isEmpty()) {
      return List.of();
    }
    int most = Math.clamp(snapshot.reader().maxDoc(), 1, wanted);
    return snapshot.searcher().search(query(), TopMatches.of(most, IndexFields.ID)).stream()
        .map(TextLeg::candidate)
        .toList();
  }

  private static Candidate candidate(TopMatches.Match match) {
    double score = HybridFusion.textScore(match.score());
    return new Candidate(match.doc(), IndexFields.id(match.key()), score, null);
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
      LeafReaderContext leaf = null;
      Scorer scorer = null;
      for (Candidate memory : Candidate.ascending(memories)) {
        if (leaf == null || !Snapshot.holds(leaf, memory.doc())) {
          leaf = snapshot.leaf(memory.doc());
          scorer = weight.scorer(leaf);
        }
        int doc = memory.doc() - leaf.docBase;
        if (scorer != null && isAt(scorer.iterator(), doc)) {
          scores.put(memory.id(), HybridFusion.textScore(scorer.score()));
        }
      }
    }
    return scores;
  }

  private static boolean isAt(DocIdSetIterator matches, int doc) throws IOException {
    return (matches.docID() < doc ? matches.advance(doc) : matches.docID()) == doc;
  }
}
