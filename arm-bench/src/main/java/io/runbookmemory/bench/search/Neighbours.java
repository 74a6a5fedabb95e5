package io.runbookmemory.bench.search;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;

/**
 * How many neighbours Lucene's queries alone ask ARM's graphs for: as many as ARM asks its largest
 * for, whose rule this is in words of its own, so that nothing is compared with itself. The tests
 * of both hold them to the same numbers.
 */
public final class Neighbours {

  private static final int ASKED = 150;

  private static final double LARGE = 300_000;

  private Neighbours() {}

  /** Returns how many for graphs of which the largest holds so many passages. */
  static int of(long passages) {
    return Math.toIntExact(Math.round(ASKED * Math.pow(Math.max(1, passages / LARGE), 1 / 6.0)));
  }

  /** Returns how many for the graphs of an index. */
  public static int of(DirectoryReader reader) throws IOException {
    long most = 0;
    for (LeafReaderContext leaf : reader.leaves()) {
      FloatVectorValues vectors = leaf.reader().getFloatVectorValues("vector");
      most = Math.max(most, vectors == null ? 0 : vectors.size());
    }
    return of(most);
  }
}
