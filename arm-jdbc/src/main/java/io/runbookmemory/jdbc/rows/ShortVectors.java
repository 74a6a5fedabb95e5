package io.runbookmemory.jdbc.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Vectors in numbered slots, sixteen bits a coordinate, in which to look at all of them takes no
 * longer than to read them. Many may read it at once while nobody changes it.
 *
 * <p>A coordinate is a whole multiple of its vector's scale. Slots come in blocks, in which the
 * first coordinates of all slots stand together, then their second ones, and so on: so the products
 * of a block are sums of arrays, which the JVM adds up by vector instructions without being told
 * to. (It must keep the order in which the coordinates of one vector are added, and does not know
 * whether two arrays of one type are one and the same; of shorts and floats it does.)
 */
final class ShortVectors {

  /** How many slots a block has: their sums stay in the processor's nearest cache. */
  static final int BLOCK = 512;

  /** The error of one rounding of a float, doubled to be on the safe side. */
  private static final double ROUNDING = 0x1p-23;

  private final int dimension;
  private final List<short[]> blocks = new ArrayList<>();
  private float[] scales = {};
  private float largestScale;

  ShortVectors(int dimension) {
    this.dimension = dimension;
  }

  /** Returns how many slots there are. */
  int slots() {
    return scales.length;
  }

  /** Adds a block of slots, of zeros. */
  void grow() {
    blocks.add(new short[BLOCK * dimension]);
    scales = Arrays.copyOf(scales, scales.length + BLOCK);
  }

  /** Fills a slot with a vector of unit length that starts somewhere in an array. */
  void set(int slot, float[] vectors, int start) {
    float most = Float.MIN_NORMAL;
    for (int i = start; i < start + dimension; i++) {
      most = Math.max(most, Math.abs(vectors[i]));
    }
    float scale = most / Short.MAX_VALUE;
    short[] block = blocks.get(slot / BLOCK);
    int place = slot % BLOCK;
    for (int i = 0; i < dimension; i++) {
      block[place + i * BLOCK] = (short) Math.round(vectors[start + i] / scale);
    }
    scales[slot] = scale;
    largestScale = Math.max(largestScale, scale);
  }

  /**
   * Returns how far {@link #products} may be from the truth: as far as the vector of what was
   * rounded off is long, half a scale in each coordinate at most (the inequality of Cauchy and
   * Schwarz); and a sum of n products in single precision is n roundings away from it (Higham,
   * Accuracy and Stability of Numerical Algorithms, 2nd edition, section 3.1).
   */
  double error() {
    return 0.51 * largestScale * Math.sqrt(dimension) + dimension * ROUNDING;
  }

  /** Returns the scalar product of a vector of unit length with each slot, nearly. */
  float[] products(float[] asked) {
    float[] products = new float[slots()];
    float[] sums = new float[BLOCK];
    int first = 0;
    for (short[] block : blocks) {
      Arrays.fill(sums, 0);
      for (int i = 0; i < dimension; i++) {
        addMultiples(sums, asked[i], block, i * BLOCK);
      }
      for (int i = 0; i < BLOCK; i++) {
        products[first + i] = sums[i] * scales[first + i];
      }
      first += BLOCK;
    }
    return products;
  }

  /** Returns the product with one slot alone, which is quick for few: their numbers stand apart. */
  float product(float[] asked, int slot) {
    short[] block = blocks.get(slot / BLOCK);
    int place = slot % BLOCK;
    float sum = 0;
    for (int i = 0; i < dimension; i++) {
      sum += asked[i] * block[place + i * BLOCK];
    }
    return sum * scales[slot];
  }

  private static void addMultiples(float[] sums, float factor, short[] block, int start) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += factor * block[start + i];
    }
  }
}
