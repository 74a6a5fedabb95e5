package io.runbookmemory.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The samples of one series in order of time. Immutable and thread-safe; sixteen bytes a sample.
 *
 * <p>Samples may be irregular; nothing is filled in where one is missing.
 */
public final class MetricSeries {

  private final long[] at;
  private final double[] values;
  private final long skipped;

  private MetricSeries(long[] at, double[] values, long skipped) {
    this.at = at;
    this.values = values;
    this.skipped = skipped;
  }

  /**
   * Returns a builder for a series that is read sample by sample.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the number of samples.
   *
   * @return at least 0
   */
  public int size() {
    return at.length;
  }

  /**
   * Returns when a sample was taken.
   *
   * @param index its place in order of time, from 0
   * @return the instant
   * @throws IndexOutOfBoundsException if there is none
   */
  public Instant at(int index) {
    return Times.instant(at[index]);
  }

  /**
   * Returns a sample's value.
   *
   * @param index its place in order of time, from 0
   * @return a finite number
   * @throws IndexOutOfBoundsException if there is none
   */
  public double value(int index) {
    return values[index];
  }

  /**
   * Returns the instant of the last sample.
   *
   * @return empty where the series is
   */
  public Optional<Instant> last() {
    return at.length == 0 ? Optional.empty() : Optional.of(at(at.length - 1));
  }

  /**
   * Returns how many samples were skipped because they were not finite or not later than the one
   * before them.
   *
   * @return at least 0
   */
  public long skipped() {
    return skipped;
  }

  /**
   * Returns the samples of the left-open window {@code (until - length, until]}, as a range of
   * Prometheus 3 selects them; releases before 3 took a sample at the very beginning too.
   *
   * @param until the window's end, between the years 1900 and 2200
   * @param length positive and at most 3660 days
   * @return a series that may be empty
   */
  public MetricSeries window(Instant until, Duration length) {
    long end = Times.nanos(until);
    int first = firstAfter(end - Times.positive("length", length));
    int past = firstAfter(end);
    return new MetricSeries(
        Arrays.copyOfRange(at, first, past), Arrays.copyOfRange(values, first, past), 0);
  }

  private int firstAfter(long time) {
    int found = Arrays.binarySearch(at, time);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Returns a copy of the values in order of time. */
  double[] values() {
    return values.clone();
  }

  /** Returns a copy of the times, in seconds after an instant; those before it are negative. */
  double[] secondsAfter(Instant origin) {
    long zero = Times.nanos(origin);
    return Arrays.stream(at).mapToDouble(time -> (time - zero) / 1e9).toArray();
  }

  /** Collects samples in order of time. Not thread-safe. */
  public static final class Builder {

    private long[] at = new long[64];
    private double[] values = new double[64];
    private int first;
    private int past;
    private long keep = Long.MAX_VALUE;
    private long skipped;

    private Builder() {}

    /**
     * Keeps only the latest samples, so that a file of years takes no more memory than its last
     * days. The default is to keep all.
     *
     * @param length how much older than the newest sample one may be; positive, at most 3660 days
     * @return this builder
     */
    public Builder keep(Duration length) {
      keep = Times.positive("keep", length);
      return this;
    }

    /**
     * Adds a sample, or skips and counts it if it is not finite or not later than the one before.
     *
     * @param time between the years 1900 and 2200
     * @param value any number
     * @return this builder
     */
    public Builder add(Instant time, double value) {
      long nanos = Times.nanos(time);
      if (!Double.isFinite(value) || (past > first && nanos <= at[past - 1])) {
        skipped++;
        return this;
      }
      if (past == at.length) {
        makeRoom();
      }
      at[past] = nanos;
      values[past++] = value;
      while (nanos - at[first] >= keep) {
        first++;
      }
      return this;
    }

    private void makeRoom() {
      int size = past - first;
      int capacity = size > at.length / 2 ? Math.multiplyExact(at.length, 2) : at.length;
      at = Arrays.copyOf(Arrays.copyOfRange(at, first, past), capacity);
      values = Arrays.copyOf(Arrays.copyOfRange(values, first, past), capacity);
      first = 0;
      past = size;
    }

    /**
     * Returns the series of what was added.
     *
     * @return a series that may be empty
     */
    public MetricSeries build() {
      return new MetricSeries(
          Arrays.copyOfRange(at, first, past), Arrays.copyOfRange(values, first, past), skipped);
    }
  }
}
