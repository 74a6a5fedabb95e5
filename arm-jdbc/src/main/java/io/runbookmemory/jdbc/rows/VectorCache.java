package io.runbookmemory.jdbc.rows;

import io.runbookmemory.memory.MemoryId;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The vectors of memories in memory, rounded, to tell which are worth to be compared exactly. Many
 * may read it at once while nobody changes it.
 */
public final class VectorCache {

  /** A memory and the slots of its passages. */
  private static final class Entry {
    final long number;
    final MemoryId id;
    final int[] slots;

    Entry(long number, MemoryId id, int passages) {
      this.number = number;
      this.id = id;
      this.slots = new int[passages];
    }
  }

  private final int dimension;
  private final ShortVectors vectors;
  private final Map<Long, Entry> byNumber = new HashMap<>();
  private final Map<MemoryId, Entry> byId = new HashMap<>();
  private final Deque<Integer> free = new ArrayDeque<>();

  /** Whose passage is in a slot. */
  private long[] owners = {};

  public VectorCache(int dimension) {
    this.dimension = dimension;
    this.vectors = new ShortVectors(dimension);
  }

  public int dimension() {
    return dimension;
  }

  /** Takes up a memory, with the vectors of its passages one after the other, for what it was. */
  public void put(long number, MemoryId id, float[] passages) {
    remove(id);
    Entry other = byNumber.get(number);
    if (other != null) {
      // SQLite gives the number of a memory that was deleted again.
      remove(other.id);
    }
    Entry entry = new Entry(number, id, passages.length / dimension);
    for (int passage = 0; passage < entry.slots.length; passage++) {
      int slot = freeSlot();
      entry.slots[passage] = slot;
      owners[slot] = number;
      vectors.set(slot, passages, passage * dimension);
    }
    byNumber.put(number, entry);
    byId.put(id, entry);
  }

  private int freeSlot() {
    if (free.isEmpty()) {
      int slots = vectors.slots();
      vectors.grow();
      owners = Arrays.copyOf(owners, vectors.slots());
      for (int slot = slots; slot < owners.length; slot++) {
        free.add(slot);
      }
    }
    return free.remove();
  }

  /** Forgets a memory if it is there. */
  public void remove(MemoryId id) {
    Entry old = byId.remove(id);
    if (old != null) {
      byNumber.remove(old.number);
      for (int slot : old.slots) {
        free.push(slot);
      }
    }
  }

  /** Returns for how many vectors of a dimension an amount of bytes is enough. */
  static long capacity(double bytes, int dimension) {
    return (long) (bytes / ((double) Short.BYTES * dimension));
  }

  /** Returns for how many vectors there is space. */
  public int slots() {
    return owners.length;
  }

  /** Returns how many memories there are. */
  public int size() {
    return byNumber.size();
  }

  /** Returns the number of the memory that a slot is one of. */
  long owner(int slot) {
    return owners[slot];
  }

  /** Returns how far {@link #products} may be from the truth. */
  public double error() {
    return vectors.error();
  }

  /** Returns the scalar product with each slot, nearly; where there is none, below all others. */
  public float[] products(float[] asked) {
    float[] products = vectors.products(asked);
    for (int slot : free) {
      products[slot] = Float.NEGATIVE_INFINITY;
    }
    return products;
  }

  /** Returns the scalar product with the slots of some memories, and with no other. */
  float[] products(float[] asked, Collection<Long> numbers) {
    float[] products = new float[slots()];
    for (long number : numbers) {
      Entry entry = byNumber.get(number);
      if (entry != null) {
        for (int slot : entry.slots) {
          products[slot] = vectors.product(asked, slot);
        }
      }
    }
    return products;
  }

  /** Returns the product with a memory's best passage; below all others if it has none. */
  float best(long number, float[] products) {
    float best = Float.NEGATIVE_INFINITY;
    Entry entry = byNumber.get(number);
    if (entry != null) {
      for (int slot : entry.slots) {
        best = Math.max(best, products[slot]);
      }
    }
    return best;
  }
}
