package io.runbookmemory.lucene.care;

import io.runbookmemory.lucene.index.IndexFields;
import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.jspecify.annotations.Nullable;

/** The vectors of a segment's passages, to be asked in ascending order. */
final class Vectors {

  /** Rounding to single precision takes 2^-23 from a length at most. */
  private static final double ROUNDING = 1e-5;

  private final @Nullable FloatVectorValues values;
  private final KnnVectorValues.@Nullable DocIndexIterator documents;

  Vectors(@Nullable FloatVectorValues values) {
    this.values = values;
    this.documents = values == null ? null : values.iterator();
  }

  static Vectors of(LeafReader reader) throws IOException {
    return new Vectors(reader.getFloatVectorValues(IndexFields.VECTOR));
  }

  /** Returns the vector of a document, or null if it has none. */
  float @Nullable [] at(int doc) throws IOException {
    if (values == null || documents == null) {
      return null;
    }
    int at = documents.docID() < doc ? documents.advance(doc) : documents.docID();
    return at == doc ? values.vectorValue(documents.index()).clone() : null;
  }

  static boolean isOfUnitLength(float[] vector) {
    double squares = 0;
    for (float coordinate : vector) {
      squares += (double) coordinate * coordinate;
    }
    return Math.abs(squares - 1) < ROUNDING;
  }
}
