package io.runbookmemory.slo;

import java.util.Arrays;

/** The counts of the latest slots of a grid of time: eight bytes a slot. Not thread-safe. */
final class SlotRing {

  /** The most requests that a slot can hold: 71 million a second for a minute. */
  static final long MOST = 0xFFFF_FFFEL;

  /** What is given for a slot that was not measured. */
  static final long MISSING = -1;

  private static final long LOW = 0xFFFF_FFFFL;

  private final long[] slots;

  SlotRing(int capacity) {
    slots = new long[capacity];
    clear();
  }

  int capacity() {
    return slots.length;
  }

  void clear() {
    Arrays.fill(slots, MISSING);
  }

  /** Returns the counts of a slot, to be read by {@link #bad} and {@link #total}. */
  long get(long slot) {
    return slots[index(slot)];
  }

  void set(long slot, long counts) {
    slots[index(slot)] = counts;
  }

  private int index(long slot) {
    return Math.floorMod(slot, slots.length);
  }

  static long counts(long bad, long total) {
    return total << 32 | bad;
  }

  static long bad(long counts) {
    return counts & LOW;
  }

  static long total(long counts) {
    return counts >>> 32;
  }
}
