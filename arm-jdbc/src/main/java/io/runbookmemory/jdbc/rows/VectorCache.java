package io.runbookmemory.jdbc.rows;

import io.runbookmemory.memory.MemoryId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of memories in one array, in which to look at all of them takes little longer than to
 * read them. Many may read it at once while nobody changes it.
 */
public final class VectorCache {

  /** A memory whose vectors stand together, those of its passages in their order. */
  public record Entry(long number, MemoryId id, int start, int passages) {}

  /** The error of one rounding of a float, doubled to be on the safe side. */
  private static final double ROUNDING = 0x1p-23;

  private final int dimension;
  private final Map<Long, Entry> byNumber = new LinkedHashMap<>();
  private final Map<MemoryId, Entry> byId = new HashMap<>();
  private Entry[] entries = {};
  private float[] vectors;
  private int used;
  private int wasted;

  public VectorCache(int dimension, int passages) {
    this.dimension = dimension;
    this.vectors = new float[Math.multiplyExact(dimension, passages)];
  }

  public int dimension() {
    return dimension;
  }

  /** Takes up a memory in place of what it was; then, or after more of that, {@link #settle}. */
  public void put(long number, MemoryId id, float[] passages) {
    Entry old = byId.get(id);
    int count = passages.length / dimension;
    int start = used;
    if (old != null && old.number() == number && old.passages() == count) {
      start = old.start();
    } else {
      remove(id);
      Entry other = byNumber.get(number);
      if (other != null) {
        // SQLite gives the number of a memory that was deleted again.
        remove(other.id());
      }
      used = Math.addExact(used, passages.length);
      if (used > vectors.length) {
        vectors = Arrays.copyOf(vectors, Math.addExact(used, used >> 3));
      }
    }
    System.arraycopy(passages, 0, vectors, start, passages.length);
    Entry entry = new Entry(number, id, start, count);
    byNumber.put(number, entry);
    byId.put(id, entry);
  }

  /** Forgets a memory if it is there. */
  public void remove(MemoryId id) {
    Entry old = byId.remove(id);
    if (old != null) {
      byNumber.remove(old.number());
      wasted += old.passages() * dimension;
    }
  }

  /** Ends a change. */
  public void settle() {
    if (wasted > used / 2) {
      compact();
    }
    entries = byNumber.values().toArray(Entry[]::new);
  }

  private void compact() {
    float[] old = vectors;
    vectors = new float[used - wasted + (used >> 3)];
    used = 0;
    wasted = 0;
    for (Entry entry : byNumber.values().toArray(Entry[]::new)) {
      int length = entry.passages() * dimension;
      System.arraycopy(old, entry.start(), vectors, used, length);
      Entry moved = new Entry(entry.number(), entry.id(), used, entry.passages());
      byNumber.put(entry.number(), moved);
      byId.put(entry.id(), moved);
      used += length;
    }
  }

  /** Returns how many coordinates the memories have together. */
  public long coordinates() {
    return (long) used - wasted;
  }

  /** Returns how many memories there are. */
  public int size() {
    return entries.length;
  }

  public Entry entry(int index) {
    return entries[index];
  }

  /** Returns a memory's entry; null where it has no vector. */
  @Nullable Entry of(long number) {
    return byNumber.get(number);
  }

  /**
   * Returns how far {@link #products} may be from the truth: a sum of n products of two unit
   * vectors in single precision is at most n roundings away from it (Higham, Accuracy and Stability
   * of Numerical Algorithms, 2nd edition, section 3.1).
   */
  public double error() {
    return dimension * ROUNDING;
  }

  /** Returns the scalar product with the best passage of each memory, nearly. */
  public float[] products(float[] asked) {
    float[] products = new float[entries.length];
    for (int i = 0; i < entries.length; i++) {
      Entry entry = entries[i];
      float best = product(asked, vectors, entry.start());
      for (int passage = 1; passage < entry.passages(); passage++) {
        best = Math.max(best, product(asked, vectors, entry.start() + passage * dimension));
      }
      products[i] = best;
    }
    return products;
  }

  /** Eight sums side by side, which the processor need not wait for one after the other. */
  private static float product(float[] asked, float[] vectors, int start) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    int i = 0;
    for (; i < asked.length - 7; i += 8) {
      a += asked[i] * vectors[start + i];
      b += asked[i + 1] * vectors[start + i + 1];
      c += asked[i + 2] * vectors[start + i + 2];
      d += asked[i + 3] * vectors[start + i + 3];
      e += asked[i + 4] * vectors[start + i + 4];
      f += asked[i + 5] * vectors[start + i + 5];
      g += asked[i + 6] * vectors[start + i + 6];
      h += asked[i + 7] * vectors[start + i + 7];
    }
    for (; i < asked.length; i++) {
      a += asked[i] * vectors[start + i];
    }
    return ((a + b) + (c + d)) + ((e + f) + (g + h));
  }

  /** Returns a memory's best passage, the first of equals, its similarity exact to the bit. */
  public VectorScan.Best best(Entry entry, float[] asked) {
    int ordinal = 0;
    double best = -1;
    for (int passage = 0; passage < entry.passages(); passage++) {
      double similarity = similarity(asked, entry.start() + passage * dimension);
      if (similarity > best) {
        best = similarity;
        ordinal = passage;
      }
    }
    return new VectorScan.Best(entry.number(), entry.id(), ordinal, best);
  }

  /** As {@code Embedding.similarity} sums. */
  private double similarity(float[] asked, int start) {
    double dot = 0;
    for (int i = 0; i < asked.length; i++) {
      dot += (double) asked[i] * vectors[start + i];
    }
    return Math.clamp((1 + dot) / 2, 0.0, 1.0);
  }
}
