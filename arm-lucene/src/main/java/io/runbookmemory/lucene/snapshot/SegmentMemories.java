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
import org.apache.lucene.index.SortedDocValues;
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

  public @Nullable Best best(int doc, Embedding embedding) throws IOException {
    Best best = null;
    for (int child = doc - passageCount(doc); child < doc; child++) {
      double similarity = embedding(child).similarity(embedding);
      if (best == null) {
        best = new Best(child, similarity, similarity);
      } else if (similarity > best.similarity()) {
        best = new Best(child, similarity, best.leadSimilarity());
      }
    }
    return best;
  }

  private Embedding embedding(int passage) throws IOException {
    if (vectors == null || withVector == null) {
      vectors = leaf.reader().getFloatVectorValues(IndexFields.VECTOR);
      withVector = vectors == null ? null : vectors.iterator();
    }
    if (vectors == null || withVector == null || withVector.advance(passage) != passage) {
      throw new CorruptIndexException("passage " + passage + " has no vector", leaf.toString());
    }
    return Embedding.of(vectors.vectorValue(withVector.index()));
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
