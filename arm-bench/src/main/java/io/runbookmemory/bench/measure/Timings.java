package io.runbookmemory.bench.measure;

import java.util.Arrays;

/** How long a thing took, each time. Not thread-safe. */
public final class Timings {

  private long[] nanos = new long[256];
  private int size;

  /** Runs a thing and notes how long it took. */
  public void time(Timed thing) {
    long begin = System.nanoTime();
    thing.run();
    add(System.nanoTime() - begin);
  }

  /** What is timed. */
  public interface Timed {
    /** Does it once. */
    void run();
  }

  /** Notes a time in nanoseconds. */
  public void add(long time) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
    }
    nanos[size++] = time;
  }

  /** Returns how many times were noted. */
  public int size() {
    return size;
  }

  /** Returns the median in milliseconds. */
  public double median() {
    return percentile(50);
  }

  /** Returns the time in milliseconds that so many percent did not exceed, by nearest rank. */
  public double percentile(double percent) {
    if (size == 0) {
      throw new IllegalStateException("nothing was timed");
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100 * size);
    return sorted[Math.clamp(rank - 1, 0, size - 1)] / 1e6;
  }

  /** Returns how many a second there are, one after the other. */
  public double perSecond() {
    return size / (Arrays.stream(nanos, 0, size).sum() / 1e9);
  }
}
