package io.runbookmemory.memory.usage;

/** Counts of at least 0, which stop at the largest long instead of turning over. */
final class Counts {

  private Counts() {}

  /** Returns the sum. It stops at the end, so that the order of summands still does not matter. */
  static long sum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** Returns {@code 1 time}, {@code 2 times}. */
  static String times(long count) {
    return count + (count == 1 ? " time" : " times");
  }
}
