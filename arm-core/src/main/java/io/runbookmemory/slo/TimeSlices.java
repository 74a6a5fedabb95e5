package io.runbookmemory.slo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Budgeting by time: a slice in which enough requests were good counts as one good, any other as
 * one bad, however many requests there were. An outage of a quiet hour weighs as much as one of the
 * peak (OpenSLO: {@code budgetingMethod: Timeslices}). A slice without a request is good; one that
 * was not measured is none.
 *
 * @param length how long a slice is, positive and at most 366 days
 * @param target the share of requests that must be good in a good slice, above 0 and at most 1
 */
public record TimeSlices(Duration length, BigDecimal target) {

  /** Checks the rules. */
  public TimeSlices {
    Times.checked("length", length);
    if (target.signum() <= 0 || target.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("target must be above 0 and at most 1, got " + target);
    }
  }

  /**
   * Returns the slices of a series, as samples of one request each.
   *
   * @param series counts of requests, each within one slice
   * @return a series with this length as its step; an unfinished last slice is left out
   */
  public SliSeries of(SliSeries series) {
    SliSeries.Builder slices = SliSeries.builder().step(length);
    Counter counter = counter();
    for (int i = 0; i < series.size(); i++) {
      counter.add(series.sample(i)).ifPresent(slices::add);
    }
    counter.finish().ifPresent(slices::add);
    return slices.build();
  }

  /**
   * Returns a counter for a series that comes in.
   *
   * @return one that has seen nothing
   */
  public Counter counter() {
    return new Counter();
  }

  /** Puts samples together to slices. Not thread-safe. */
  public final class Counter {

    private @Nullable Long slice;
    private long last;
    private long good;
    private long total;

    private Counter() {}

    /**
     * Takes the next sample.
     *
     * @param sample later than those before it
     * @return the slice before it, if that ends with it
     */
    public Optional<SliSample> add(SliSample sample) {
      long at = Times.nanos(sample.at());
      long begun = Math.ceilDiv(at, length.toNanos());
      Optional<SliSample> done =
          slice != null && begun != slice ? Optional.of(judged(slice)) : Optional.empty();
      if (slice == null || begun != slice) {
        slice = begun;
        good = 0;
        total = 0;
      }
      last = at;
      good += sample.good();
      total += sample.total();
      return done;
    }

    /** Returns the last slice if its end was reached. */
    Optional<SliSample> finish() {
      return slice != null && last == slice * length.toNanos()
          ? Optional.of(judged(slice))
          : Optional.empty();
    }

    private SliSample judged(long number) {
      BigDecimal needed = target.multiply(BigDecimal.valueOf(total));
      long counted = BigDecimal.valueOf(good).compareTo(needed) >= 0 ? 1 : 0;
      return new SliSample(Times.instant(number * length.toNanos()), counted, 1);
    }
  }
}
