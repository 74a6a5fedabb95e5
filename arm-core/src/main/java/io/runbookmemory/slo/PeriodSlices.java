package io.runbookmemory.slo;

import java.time.Duration;

/**
 * The counts of an objective's whole period, in {@value #SLICES} slices: of an hour and a half for
 * a period of 30 days. The period's far end moves by slices; so what it holds is at most one slice
 * short. Not thread-safe.
 */
final class PeriodSlices {

  private static final int SLICES = 480;

  private final Duration period;
  private final Duration step;
  private final long slotsPerSlice;
  private final int slices;
  private final long[] bad;
  private final long[] total;
  private final int[] samples;
  private long newest;
  private boolean empty = true;
  private long badSum;
  private long totalSum;
  private long sampleSum;

  PeriodSlices(Duration period, Duration step) {
    this.period = period;
    this.step = step;
    long slots = period.dividedBy(step);
    this.slotsPerSlice = Math.max(1, Math.ceilDiv(slots, SLICES));
    this.slices = Math.toIntExact(Math.max(1, slots / slotsPerSlice));
    this.bad = new long[slices];
    this.total = new long[slices];
    this.samples = new int[slices];
  }

  void advanceTo(long slot) {
    long slice = Math.floorDiv(slot, slotsPerSlice);
    if (empty) {
      newest = slice;
      empty = false;
    }
    long gone = Math.min(slices, slice - newest);
    for (long i = 1; i <= gone; i++) {
      drop(index(slice - gone + i));
    }
    newest = Math.max(newest, slice);
  }

  private void drop(int index) {
    badSum -= bad[index];
    totalSum -= total[index];
    sampleSum -= samples[index];
    bad[index] = 0;
    total[index] = 0;
    samples[index] = 0;
  }

  void add(long slot, long counts) {
    change(slot, SlotRing.bad(counts), SlotRing.total(counts), 1);
  }

  void remove(long slot, long counts) {
    change(slot, -SlotRing.bad(counts), -SlotRing.total(counts), -1);
  }

  private void change(long slot, long badBy, long totalBy, int samplesBy) {
    long slice = Math.floorDiv(slot, slotsPerSlice);
    if (slice <= newest - slices) {
      return;
    }
    int index = index(slice);
    bad[index] += badBy;
    total[index] += totalBy;
    samples[index] += samplesBy;
    badSum += badBy;
    totalSum += totalBy;
    sampleSum += samplesBy;
  }

  private int index(long slice) {
    return Math.floorMod(slice, slices);
  }

  long bad() {
    return badSum;
  }

  long total() {
    return totalSum;
  }

  SliWindow window() {
    Duration observed = step.multipliedBy(sampleSum);
    return new SliWindow(
        period,
        totalSum - badSum,
        totalSum,
        Math.toIntExact(sampleSum),
        observed.compareTo(period) > 0 ? period : observed);
  }
}
