package io.runbookmemory.lucene;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.Passage;
import io.runbookmemory.text.TextRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.VectorScorer;
import org.jspecify.annotations.Nullable;

/**
 * The memories of one segment and their passages, which stand right before them. To be asked in
 * ascending order of documents; not thread-safe.
 */
final class SegmentMemories {

  private final LeafReaderContext leaf;
  private final @Nullable FloatVectorValues vectors;
  private final KnnVectorValues.@Nullable DocIndexIterator withVector;
  private final @Nullable NumericDocValues passages;
  private final @Nullable NumericDocValues starts;
  private final @Nullable NumericDocValues ends;
  private final @Nullable SortedDocValues ids;
  private @Nullable VectorScorer rough;

  SegmentMemories(LeafReaderContext leaf) throws IOException {
    LeafReader reader = leaf.reader();
    this.leaf = leaf;
    this.vectors = reader.getFloatVectorValues(IndexFields.VECTOR);
    this.withVector = vectors == null ? null : vectors.iterator();
    this.passages = reader.getNumericDocValues(IndexFields.PASSAGES);
    this.starts = reader.getNumericDocValues(IndexFields.START);
    this.ends = reader.getNumericDocValues(IndexFields.END);
    this.ids = reader.getSortedDocValues(IndexFields.ID);
  }

  /** The passage that is most like a vector, and how much; the first of equals. */
  record Best(@Nullable TextRange range, double similarity) {}

  /** Returns the document's number in the whole index. */
  int global(int doc) {
    return leaf.docBase + doc;
  }

  MemoryId id(int doc) throws IOException {
    if (ids == null || !ids.advanceExact(doc)) {
      throw new CorruptIndexException("document " + doc + " has no id", leaf.toString());
    }
    return IndexFields.id(ids.lookupOrd(ids.ordValue()));
  }

  int passageCount(int doc) throws IOException {
    Long count = value(passages, doc);
    return count == null ? 0 : Math.toIntExact(count);
  }

  List<Passage> passages(int doc) throws IOException {
    List<Passage> read = new ArrayList<>();
    for (int child = doc - passageCount(doc); child < doc; child++) {
      read.add(new Passage(range(child), embedding(child)));
    }
    return read;
  }

  @Nullable Best best(int doc, Embedding embedding) throws IOException {
    int best = -1;
    double highest = -1;
    for (int child = doc - passageCount(doc); child < doc; child++) {
      double similarity = embedding(child).similarity(embedding);
      if (similarity > highest) {
        best = child;
        highest = similarity;
      }
    }
    return best < 0 ? null : new Best(range(best), highest);
  }

  /** Lets {@link #roughly} compare with a vector. */
  SegmentMemories comparedWith(float[] vector) throws IOException {
    rough = vectors == null ? null : vectors.scorer(vector);
    return this;
  }

  /**
   * Returns {@link Best#similarity} as Lucene reckons it, in single precision but several
   * coordinates at once; -1 for a memory without passages.
   */
  float roughly(int doc) throws IOException {
    float best = -1;
    if (rough != null) {
      DocIdSetIterator passages = rough.iterator();
      for (int child = doc - passageCount(doc); child < doc; child++) {
        if (passages.advance(child) != child) {
          throw withoutVector(child);
        }
        best = Math.max(best, rough.score());
      }
    }
    return best;
  }

  private Embedding embedding(int passage) throws IOException {
    if (vectors == null || withVector == null || withVector.advance(passage) != passage) {
      throw withoutVector(passage);
    }
    return Embedding.of(vectors.vectorValue(withVector.index()));
  }

  private CorruptIndexException withoutVector(int passage) {
    return new CorruptIndexException("passage " + passage + " has no vector", leaf.toString());
  }

  private @Nullable TextRange range(int passage) throws IOException {
    Long start = value(starts, passage);
    Long end = value(ends, passage);
    return start == null || end == null
        ? null
        : new TextRange(Math.toIntExact(start), Math.toIntExact(end));
  }

  private static @Nullable Long value(@Nullable NumericDocValues values, int doc)
      throws IOException {
    return values != null && values.advanceExact(doc) ? Long.valueOf(values.longValue()) : null;
  }
}
