package io.runbookmemory.slo;

import io.runbookmemory.slo.PairRule.Counts;
import java.time.Duration;

/** The sums of the latest slots, kept up to date as slots come and go. Not thread-safe. */
final class RunningWindow implements Counts {

  private final Duration length;
  private final Duration step;
  private final int slots;
  private long bad;
  private long total;
  private int samples;

  RunningWindow(Duration length, Duration step) {
    this.length = length;
    this.step = step;
    this.slots = Math.toIntExact(length.dividedBy(step));
  }

  int slots() {
    return slots;
  }

  /** Returns how many slots a time spans, the last begun one counted whole. */
  long slotsOf(Duration time) {
    return Math.ceilDiv(time.toNanos(), step.toNanos());
  }

  void add(long counts) {
    bad += SlotRing.bad(counts);
    total += SlotRing.total(counts);
    samples++;
  }

  void remove(long counts) {
    bad -= SlotRing.bad(counts);
    total -= SlotRing.total(counts);
    samples--;
  }

  void clear() {
    bad = 0;
    total = 0;
    samples = 0;
  }

  @Override
  public long bad() {
    return bad;
  }

  @Override
  public long total() {
    return total;
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public double coverage() {
    return (double) samples / slots;
  }

  SliWindow window() {
    return new SliWindow(length, total - bad, total, samples, step.multipliedBy(samples));
  }
}
