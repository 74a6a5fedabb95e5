package io.runbookmemory.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What happened at the same time of the last seven days: values, and how remarkable level and step
 * were. Kept by slots of one sampling step, which is given or else learned: the median gap of the
 * first 20 samples. Not thread-safe; 24 bytes a slot.
 *
 * <p>Where a slot has several samples its value is the last one's, and the most remarkable counts.
 * A step above six hours leaves no day to speak of; one below ten seconds counts as ten.
 */
final class PastDays {

  static final int DAYS = 7;

  /** How many slots earlier or later still is the same time of day. */
  private static final int ABOUT = 2;

  private static final int LEARNED_FROM = 20;
  private static final long SHORTEST_STEP = 10_000_000_000L;
  private static final long LONGEST_STEP = Times.DAY / 4;

  /** What is kept of a sample. */
  private record Kept(long time, double value, double level, double step) {}

  private final List<Kept> first = new ArrayList<>();
  private final double[] found = new double[DAYS];
  private long step;
  private long origin;
  private long newest = -1;
  private double[] values = {};
  private double[] levels = {};
  private double[] steps = {};

  /** Creates it for a step in nanoseconds, or 0 if that is to be learned. */
  PastDays(long step) {
    this.step = step;
  }

  void add(long time, double value, double level, double jump) {
    if (values.length > 0) {
      put(new Kept(time, value, level, jump));
    } else if (step <= LONGEST_STEP) {
      first.add(new Kept(time, value, level, jump));
      if (step > 0 || first.size() == LEARNED_FROM) {
        begin();
      }
    }
  }

  private void begin() {
    if (step == 0) {
      long[] gaps = new long[first.size() - 1];
      for (int i = 0; i < gaps.length; i++) {
        gaps[i] = first.get(i + 1).time - first.get(i).time;
      }
      Arrays.sort(gaps);
      step = gaps[gaps.length / 2];
    }
    step = Math.max(step, SHORTEST_STEP);
    if (step <= LONGEST_STEP) {
      // A sample a little early or late stays in the slot it is meant for.
      origin = first.getFirst().time - step / 2;
      int slots = (int) (DAYS * Times.DAY / step) + ABOUT + 2;
      values = filled(slots);
      levels = filled(slots);
      steps = filled(slots);
      first.forEach(this::put);
    }
    first.clear();
  }

  private static double[] filled(int slots) {
    double[] array = new double[slots];
    Arrays.fill(array, Double.NaN);
    return array;
  }

  private void put(Kept sample) {
    long slot = slot(sample.time);
    for (long i = Math.max(newest + 1, slot - values.length + 1); i <= slot; i++) {
      values[index(i)] = Double.NaN;
      levels[index(i)] = 0;
      steps[index(i)] = 0;
    }
    newest = slot;
    int index = index(slot);
    values[index] = sample.value;
    levels[index] = Math.max(levels[index], sample.level);
    steps[index] = Math.max(steps[index], sample.step);
  }

  /** Finds the values of the same time of day, and returns of how many days there are any. */
  int find(long time) {
    int count = 0;
    for (int day = 1; day <= DAYS && values.length > 0; day++) {
      long slot = slot(time - day * Times.DAY);
      if (holds(slot) && !Double.isNaN(values[index(slot)])) {
        found[count++] = values[index(slot)];
      }
    }
    return count;
  }

  /** Returns the median of the values that were found last. */
  double median(int count) {
    return Summary.median(found, count);
  }

  /**
   * Returns how remarkable the level was on the second most remarkable day at about this time: what
   * comes once is an incident, what comes twice a habit.
   */
  double habitualLevel(long time) {
    return second(levels, time);
  }

  /** Returns how remarkable the step was on the second most remarkable day at about this time. */
  double habitualStep(long time) {
    return second(steps, time);
  }

  private double second(double[] past, long time) {
    double largest = 0;
    double second = 0;
    for (int day = 1; day <= DAYS && past.length > 0; day++) {
      double most = most(past, slot(time - day * Times.DAY));
      second = Math.max(second, Math.min(largest, most));
      largest = Math.max(largest, most);
    }
    return second;
  }

  private double most(double[] past, long about) {
    double most = 0;
    for (long slot = about - ABOUT; slot <= about + ABOUT; slot++) {
      if (holds(slot)) {
        most = Math.max(most, past[index(slot)]);
      }
    }
    return most;
  }

  private boolean holds(long slot) {
    return slot >= 0 && slot <= newest && slot > newest - values.length;
  }

  /** Returns how many slots are held, 0 before the step is known. */
  int slots() {
    return values.length;
  }

  private long slot(long time) {
    return Math.floorDiv(time - origin, step);
  }

  private int index(long slot) {
    return Math.floorMod(slot, values.length);
  }
}
