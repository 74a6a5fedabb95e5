package io.runbookmemory.lucene.snapshot;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.Passage;
import io.runbookmemory.text.TextRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The memories of one segment and their passages, which stand right before them. To be asked in
 * ascending order of documents; not thread-safe. What is never asked for is never opened.
 */
public final class SegmentMemories {

  private final LeafReaderContext leaf;
  private @Nullable FloatVectorValues vectors;
  private KnnVectorValues.@Nullable DocIndexIterator withVector;
  private @Nullable NumericDocValues passages;
  private @Nullable NumericDocValues starts;
  private @Nullable NumericDocValues ends;
  private @Nullable SortedDocValues ids;
  private @Nullable TermsEnum states;
  private @Nullable PostingsEnum postings;

  public SegmentMemories(LeafReaderContext leaf) {
    this.leaf = leaf;
  }

  /**
   * The passage that is most like a vector, the first of equals.
   *
   * @param passage its document in the segment
   * @param similarity how much
   * @param leadSimilarity how much the memory's first passage is
   */
  public record Best(int passage, double similarity, double leadSimilarity) {}

  public MemoryId id(int doc) throws IOException {
    if (ids == null) {
      ids = DocValues.getSorted(leaf.reader(), IndexFields.ID);
    }
    if (!ids.advanceExact(doc)) {
      throw new CorruptIndexException("document " + doc + " has no id", leaf.toString());
    }
    return IndexFields.id(ids.lookupOrd(ids.ordValue()));
  }

  private int passageCount(int doc) throws IOException {
    if (passages == null) {
      passages = DocValues.getNumeric(leaf.reader(), IndexFields.PASSAGES);
    }
    return passages.advanceExact(doc) ? Math.toIntExact(passages.longValue()) : 0;
  }

  public List<Passage> passages(int doc) throws IOException {
    List<Passage> read = new ArrayList<>();
    for (int child = doc - passageCount(doc); child < doc; child++) {
      read.add(new Passage(range(child), embedding(child)));
    }
    return read;
  }

  /**
   * Compares all passages of a memory roughly, and exactly the first and what may be the best.
   *
   * @param doc the memory's document
   * @return null if the memory has no passages
   */
  public @Nullable Best best(int doc, AskedVector asked) throws IOException {
    float highest = Float.NEGATIVE_INFINITY;
    Best best = null;
    for (int child = doc - passageCount(doc); child < doc; child++) {
      float[] passage = vector(child);
      float rough = asked.rough(passage);
      if (best == null) {
        double similarity = asked.similarity(passage);
        best = new Best(child, similarity, similarity);
      } else if (rough >= highest - asked.slack()) {
        double similarity = asked.similarity(passage);
        if (similarity > best.similarity()) {
          best = new Best(child, similarity, best.leadSimilarity());
        }
      }
      highest = Math.max(highest, rough);
    }
    return best;
  }

  /** Returns the live document of the segment that has a term of the field of states, or -1. */
  int state(BytesRef key) throws IOException {
    if (states == null) {
      Terms terms = Terms.getTerms(leaf.reader(), IndexFields.STATE);
      states = terms.iterator();
    }
    if (!states.seekExact(key)) {
      return -1;
    }
    postings = states.postings(postings, PostingsEnum.NONE);
    Bits live = leaf.reader().getLiveDocs();
    int doc = postings.nextDoc();
    while (doc != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(doc)) {
      doc = postings.nextDoc();
    }
    return doc == DocIdSetIterator.NO_MORE_DOCS ? -1 : leaf.docBase + doc;
  }

  /** Returns the number of the segment's first document. */
  public int docBase() {
    return leaf.docBase;
  }

  private Embedding embedding(int passage) throws IOException {
    return Embedding.of(vector(passage));
  }

  /** Returns the coordinates of a passage, until the next are asked for. */
  private float[] vector(int passage) throws IOException {
    if (vectors == null || withVector == null) {
      vectors = leaf.reader().getFloatVectorValues(IndexFields.VECTOR);
      withVector = vectors == null ? null : vectors.iterator();
    }
    if (vectors == null || withVector == null || withVector.advance(passage) != passage) {
      throw new CorruptIndexException("passage " + passage + " has no vector", leaf.toString());
    }
    return vectors.vectorValue(withVector.index());
  }

  /** Returns which part of the text a passage stands for, or null if that is unknown. */
  public @Nullable TextRange range(int passage) throws IOException {
    if (starts == null || ends == null) {
      starts = DocValues.getNumeric(leaf.reader(), IndexFields.START);
      ends = DocValues.getNumeric(leaf.reader(), IndexFields.END);
    }
    return starts.advanceExact(passage) && ends.advanceExact(passage)
        ? new TextRange(Math.toIntExact(starts.longValue()), Math.toIntExact(ends.longValue()))
        : null;
  }
}
