package io.runbookmemory.slo;

import java.time.Duration;
import java.time.Instant;

/**
 * The counts of an objective's whole period, in {@value #SLICES} slices: of an hour and a half for
 * a period of 30 days. The period's far end moves by slices; so what it holds is at most one slice
 * short. Not thread-safe.
 */
final class PeriodSlices {

  private static final int SLICES = 480;

  private final Slo slo;
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

  PeriodSlices(Slo slo, Duration step) {
    this.slo = slo;
    this.step = step;
    Duration longest = slo.calendarMonths().isPresent() ? Duration.ofDays(31) : slo.period();
    long slots = longest.dividedBy(step);
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
    if (slice == newest) {
      return;
    }
    long gone = Math.min(slices, slice - newest);
    for (long i = 1; i <= gone; i++) {
      drop(index(slice - gone + i));
    }
    newest = Math.max(newest, slice);
    if (slo.calendarMonths().isPresent()) {
      dropBefore(slo.periodStart(Times.instant(slot * step.toNanos())));
    }
  }

  /** A month begins empty; a slice that it shares with the month before it counts for it. */
  private void dropBefore(Instant start) {
    long first = Math.floorDiv(Times.nanos(start), step.toNanos() * slotsPerSlice);
    for (long slice = newest - slices + 1; slice < first; slice++) {
      drop(index(slice));
    }
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

  SliWindow window(Instant at) {
    Duration observed = step.multipliedBy(sampleSum);
    int count = Math.toIntExact(sampleSum);
    return new SliWindow(
            observed.isZero() ? step : observed, totalSum - badSum, totalSum, count, observed)
        .within(slo.periodLength(at));
  }
}
