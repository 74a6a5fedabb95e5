package io.runbookmemory.lucene;

import io.runbookmemory.lucene.engine.BlockFilter;
import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.lucene.snapshot.SegmentMemories;
import io.runbookmemory.lucene.snapshot.Snapshot;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ranking.HybridFusion;
import io.runbookmemory.store.ranking.IndexedText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
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

  /** How many more than wanted are asked for, to see whether equals of the last are left out. */
  private static final int MORE = 10;

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
    if (words.clauses().isEmpty()) {
      return List.of();
    }
    int asked = (int) Math.min((long) wanted + MORE, Integer.MAX_VALUE);
    ScoreDoc[] hits = snapshot.searcher().search(query(), asked).scoreDocs;
    boolean cutAmongEquals =
        hits.length == asked && hits[asked - 1].score == hits[wanted - 1].score;
    List<Candidate> found = cutAmongEquals ? sorted(wanted) : candidates(hits);
    found.sort(Candidate.BEST_FIRST);
    return found.size() > wanted ? found.subList(0, wanted) : found;
  }

  private List<Candidate> candidates(ScoreDoc[] hits) throws IOException {
    List<Candidate> found = new ArrayList<>();
    for (ScoreDoc hit : hits) {
      LeafReaderContext leaf = snapshot.leaf(hit.doc);
      MemoryId id = new SegmentMemories(leaf).id(hit.doc - leaf.docBase);
      found.add(new Candidate(hit.doc, id, HybridFusion.textScore(hit.score), null));
    }
    return found;
  }

  /** Lets Lucene sort by ids, too, which costs it half as much again. */
  private List<Candidate> sorted(int wanted) throws IOException {
    List<Candidate> found = new ArrayList<>();
    for (ScoreDoc hit : snapshot.searcher().search(query(), wanted, BEST_FIRST).scoreDocs) {
      Object[] sortedBy = ((FieldDoc) hit).fields;
      double score = HybridFusion.textScore((Float) sortedBy[0]);
      found.add(new Candidate(hit.doc, IndexFields.id((BytesRef) sortedBy[1]), score, null));
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
      LeafReaderContext leaf = null;
      Scorer scorer = null;
      for (Candidate memory : ascending(memories)) {
        if (leaf == null || memory.doc() >= leaf.docBase + leaf.reader().maxDoc()) {
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

  private static List<Candidate> ascending(Collection<Candidate> memories) {
    return memories.stream().sorted(Comparator.comparingInt(Candidate::doc)).toList();
  }

  private static boolean isAt(DocIdSetIterator matches, int doc) throws IOException {
    return (matches.docID() < doc ? matches.advance(doc) : matches.docID()) == doc;
  }
}
