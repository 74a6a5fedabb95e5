package io.runbookmemory.lucene;

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
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * The memories that share a token with some words, out of those that a query lets through, by
 * Lucene's BM25 (k1 = 1.2, b = 0.75, statistics of all tenants) and then by id.
 */
final class TextLeg {

  private static final Sort BEST_FIRST =
      new Sort(SortField.FIELD_SCORE, new SortField(IndexFields.ID, SortField.Type.STRING));

  private final IndexSearcher searcher;
  private final Query allowed;
  private final Collection<String> tokens;

  TextLeg(IndexSearcher searcher, Query allowed, String text) {
    this.searcher = searcher;
    this.allowed = allowed;
    this.tokens = IndexedText.query(text);
  }

  List<Candidate> best(int wanted) throws IOException {
    return search(allowed, wanted);
  }

  /** Returns how well the words match some memories; those without a match are left out. */
  Map<MemoryId, Double> scores(Collection<MemoryId> memories) throws IOException {
    Map<MemoryId, Double> scores = new HashMap<>();
    if (!memories.isEmpty()) {
      List<BytesRef> ids = memories.stream().map(IndexFields::bytes).toList();
      Query these =
          new BooleanQuery.Builder()
              .add(allowed, Occur.FILTER)
              .add(new TermInSetQuery(IndexFields.ID, ids), Occur.FILTER)
              .build();
      for (Candidate candidate : search(these, memories.size())) {
        scores.put(candidate.id(), candidate.score());
      }
    }
    return scores;
  }

  private List<Candidate> search(Query among, int wanted) throws IOException {
    if (tokens.isEmpty()) {
      return List.of();
    }
    BooleanQuery.Builder words = new BooleanQuery.Builder();
    for (String token : tokens) {
      words.add(new TermQuery(new Term(IndexFields.TOKENS, IndexFields.term(token))), Occur.SHOULD);
    }
    Query query =
        new BooleanQuery.Builder()
            .add(words.build(), Occur.MUST)
            .add(new OneClause(among), Occur.FILTER)
            .build();
    List<Candidate> found = new ArrayList<>();
    for (ScoreDoc hit : searcher.search(query, wanted, BEST_FIRST).scoreDocs) {
      Object[] sortedBy = ((FieldDoc) hit).fields;
      double score = HybridFusion.textScore((Float) sortedBy[0]);
      found.add(new Candidate(hit.doc, IndexFields.id((BytesRef) sortedBy[1]), score));
    }
    return found;
  }
}
