package io.runbookmemory.lucene.engine;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Collects the best matches by score, and equals by the bytes of a field. Lucene's own sort by two
 * fields would read that field of every match; this reads it of those that get into the list, and
 * lets Lucene pass over what cannot score enough.
 */
public final class TopMatches implements Collector {

  /** A document that matches, and its bytes in the field. */
  public record Match(int doc, float score, BytesRef key) {

    static final Comparator<Match> BEST_FIRST =
        Comparator.comparingDouble(Match::score).reversed().thenComparing(Match::key);
  }

  private final int wanted;
  private final String field;
  private final PriorityQueue<Match> best = new PriorityQueue<>(Match.BEST_FIRST.reversed());

  private TopMatches(int wanted, String field) {
    this.wanted = wanted;
    this.field = field;
  }

  /**
   * Returns what collects.
   *
   * @param wanted how many matches, at least 1
   * @param field of sorted bytes, which every match has
   * @return gives the best matches, best first
   */
  public static CollectorManager<TopMatches, List<Match>> of(int wanted, String field) {
    return new CollectorManager<>() {
      @Override
      public TopMatches newCollector() {
        return new TopMatches(wanted, field);
      }

      @Override
      public List<Match> reduce(Collection<TopMatches> collected) {
        return collected.stream()
            .flatMap(one -> one.best.stream())
            .sorted(Match.BEST_FIRST)
            .limit(wanted)
            .toList();
      }
    };
  }

  @Override
  public ScoreMode scoreMode() {
    return ScoreMode.TOP_SCORES;
  }

  @Override
  public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
    return new Segment(leaf);
  }

  private final class Segment implements LeafCollector {

    private final LeafReaderContext leaf;
    private final SortedDocValues keys;
    private @Nullable Scorable scorer;
    private @Nullable BytesRef lastKey;
    private int lastNumber;

    Segment(LeafReaderContext leaf) throws IOException {
      this.leaf = leaf;
      this.keys = DocValues.getSorted(leaf.reader(), field);
    }

    @Override
    public void setScorer(Scorable its) throws IOException {
      scorer = its;
      demandEnough(its);
    }

    @Override
    public void collect(int doc) throws IOException {
      Scorable its = Objects.requireNonNull(scorer);
      float score = its.score();
      if (best.size() < wanted) {
        best.add(match(doc, score));
        demandEnough(its);
      } else if (isBetter(doc, score, best.element())) {
        best.remove();
        best.add(match(doc, score));
        demandEnough(its);
      }
    }

    private boolean isBetter(int doc, float score, Match last) throws IOException {
      if (score != last.score()) {
        return score > last.score();
      }
      // Texts that are alike have equal scores: their keys are compared by number, not by bytes.
      if (!last.key().equals(lastKey)) {
        lastKey = last.key();
        int at = keys.lookupTerm(lastKey);
        lastNumber = at < 0 ? -at - 1 : at;
      }
      return keys.advanceExact(doc) && keys.ordValue() < lastNumber;
    }

    private Match match(int doc, float score) throws IOException {
      if (!keys.advanceExact(doc)) {
        throw new CorruptIndexException("document " + doc + " lacks " + field, leaf.toString());
      }
      BytesRef key = BytesRef.deepCopyOf(keys.lookupOrd(keys.ordValue()));
      return new Match(leaf.docBase + doc, score, key);
    }

    /** Equals of the last may still get in by their key. */
    private void demandEnough(Scorable its) throws IOException {
      if (best.size() == wanted) {
        its.setMinCompetitiveScore(best.element().score());
      }
    }
  }
}
