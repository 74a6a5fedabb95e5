package io.runbookmemory.slo;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The good and total counts of one service over time. Immutable and thread-safe; holds four {@code
 * long} a sample.
 *
 * <p>Counts are kept as running sums, so that the sum of any window is two binary searches.
 *
 * <p>A sample speaks for the time since the sample before it, but for no more than one step: where
 * a slice is missing, its time stays unobserved. What a window covers is therefore measured against
 * the grid, not against the data that happened to arrive.
 */
public final class SliSeries {

  /** The step of a series too short to show one: Prometheus' default scrape interval. */
  private static final Duration DEFAULT_STEP = Duration.ofMinutes(1);

  private final long[] at;
  // Running sums, one longer than the samples: sums[i] is the sum of the first i.
  private final long[] goodSums;
  private final long[] totalSums;
  private final long[] observedSums;
  private final Duration step;

  private SliSeries(Builder builder) {
    at = Arrays.copyOf(builder.at, builder.size);
    goodSums = Arrays.copyOf(builder.goodSums, builder.size + 1);
    totalSums = Arrays.copyOf(builder.totalSums, builder.size + 1);
    step = builder.step == null ? medianGap(at) : builder.step;
    observedSums = new long[at.length + 1];
    for (int i = 0; i < at.length; i++) {
      long gap = i == 0 ? step.toNanos() : at[i] - at[i - 1];
      observedSums[i + 1] = observedSums[i] + Math.min(gap, step.toNanos());
    }
  }

  private static Duration medianGap(long[] at) {
    if (at.length < 2) {
      return DEFAULT_STEP;
    }
    long[] gaps = new long[at.length - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = at[i + 1] - at[i];
    }
    Arrays.sort(gaps);
    return Duration.ofNanos(gaps[(gaps.length - 1) / 2]);
  }

  /**
   * Returns the series of the samples, with the median gap between them as its step.
   *
   * @param samples in strictly increasing order of time; may be empty
   * @return a series
   * @throws IllegalArgumentException if two samples are out of order or of the same instant
   */
  public static SliSeries of(List<SliSample> samples) {
    Builder builder = builder();
    samples.forEach(builder::add);
    return builder.build();
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
   * Returns one sample.
   *
   * @param index its place in order of time, from 0
   * @return the sample
   * @throws IndexOutOfBoundsException if there is none
   */
  public SliSample sample(int index) {
    return new SliSample(
        Times.instant(at[index]),
        goodSums[index + 1] - goodSums[index],
        totalSums[index + 1] - totalSums[index]);
  }

  /**
   * Returns the instant of the last sample: the one that a reader of a finished file judges by.
   *
   * @return empty where the series is
   */
  public Optional<Instant> last() {
    return at.length == 0 ? Optional.empty() : Optional.of(Times.instant(at[at.length - 1]));
  }

  /**
   * Returns the expected time between two samples: the one given, or else the (lower) median of the
   * gaps, or one minute where there are fewer than two samples.
   *
   * @return a positive duration
   */
  public Duration step() {
    return step;
  }

  /**
   * Returns the counts of the left-open window {@code (until - length, until]}, in O(log size). A
   * sample belongs to the window that its instant lies in, with all of its counts.
   *
   * @param until the window's end, between the years 1900 and 2200
   * @param length the window's length, positive and at most 366 days
   * @return the counts; zeros where nothing was measured
   * @throws IllegalArgumentException if an argument breaks its rule
   */
  public SliWindow window(Instant until, Duration length) {
    long end = Times.nanos(until);
    long start = end - Times.checked("length", length).toNanos();
    int first = firstAfter(start);
    int past = firstAfter(end);
    long observed = observedSums[past] - observedSums[first];
    if (past > first) {
      long reachesBack = at[first] - (observedSums[first + 1] - observedSums[first]);
      observed -= Math.max(0, start - reachesBack);
    }
    return new SliWindow(
        length,
        goodSums[past] - goodSums[first],
        totalSums[past] - totalSums[first],
        past - first,
        Duration.ofNanos(observed));
  }

  private int firstAfter(long instant) {
    int found = Arrays.binarySearch(at, instant);
    return found >= 0 ? found + 1 : -found - 1;
  }

  @Override
  public String toString() {
    return "SliSeries[" + at.length + " samples, step " + Times.text(step) + "]";
  }

  /** Collects the samples of an {@link SliSeries} in order of time. Not thread-safe. */
  public static final class Builder {

    private long[] at = new long[64];
    private long[] goodSums = new long[65];
    private long[] totalSums = new long[65];
    private int size;
    private @Nullable Duration step;

    private Builder() {}

    /**
     * Sets the expected time between two samples. Default: the median gap of the samples.
     *
     * @param expected positive and at most 366 days
     * @return this
     */
    public Builder step(Duration expected) {
      step = Times.checked("step", expected);
      return this;
    }

    /**
     * Adds the next sample.
     *
     * @param sample later than every sample before it
     * @return this
     * @throws IllegalArgumentException if the sample is not later than the one before it, or the
     *     sum of all requests leaves the range of a {@code long}
     */
    public Builder add(SliSample sample) {
      long instant = Times.nanos(sample.at());
      if (size > 0 && instant <= at[size - 1]) {
        throw new IllegalArgumentException(
            "a sample must be later than the one before it, got "
                + sample.at()
                + " after "
                + Times.instant(at[size - 1]));
      }
      if (sample.total() > Long.MAX_VALUE - totalSums[size]) {
        throw new IllegalArgumentException(
            "the sum of all requests must be at most "
                + Long.MAX_VALUE
                + ", got "
                + totalSums[size]
                + " and then "
                + sample.total());
      }
      if (size == at.length) {
        at = Arrays.copyOf(at, size * 2);
        goodSums = Arrays.copyOf(goodSums, size * 2 + 1);
        totalSums = Arrays.copyOf(totalSums, size * 2 + 1);
      }
      at[size] = instant;
      goodSums[size + 1] = goodSums[size] + sample.good();
      totalSums[size + 1] = totalSums[size] + sample.total();
      size++;
      return this;
    }

    /**
     * Returns the series of the samples that were added.
     *
     * @return a series; the builder may go on to collect a longer one
     */
    public SliSeries build() {
      return new SliSeries(this);
    }
  }
}
