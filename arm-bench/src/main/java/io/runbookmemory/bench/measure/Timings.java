package io.runbookmemory.bench.measure;

import io.runbookmemory.replay.Bootstrap;
import io.runbookmemory.replay.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** How long a thing took, each time. Not thread-safe. */
public final class Timings {

  /** Seed and resamples of the intervals; percentile intervals need a thousand resamples. */
  static final Bootstrap BOOTSTRAP = new Bootstrap(20_260_512, 1_000);

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
    return percentile(Arrays.copyOf(nanos, size), percent);
  }

  /** Returns how many a second there are, one after the other. */
  public double perSecond() {
    return size / (Arrays.stream(nanos, 0, size).sum() / 1e9);
  }

  /** Returns the ratio of the medians, of what was timed in pairs: one of these, one of those. */
  public Estimate ratioTo(Timings others) {
    return ratioTo(others, 50, size);
  }

  /**
   * Returns the ratio of a percentile to that of others, with the interval that holds it with a
   * confidence of 95 % (percentile bootstrap). What was timed in pairs stays in pairs, and all
   * rounds of one question stay together: asked again, it is no other question.
   *
   * @param others as many, timed in turn with these
   * @param percent such as 50 for the median
   * @param questions how many different things were timed, each in every round
   */
  public Estimate ratioTo(Timings others, double percent, int questions) {
    return ratio(others, questions, times -> percentile(times, percent));
  }

  /** Returns how many times as quick as others these were in all, timed in pairs. */
  public Estimate speedTo(Timings others) {
    return others.ratio(this, size, times -> Arrays.stream(times).sum());
  }

  private Estimate ratio(Timings others, int questions, ToDoubleFunction<long[]> of) {
    if (size != others.size || questions < 1 || size % questions != 0) {
      throw new IllegalArgumentException(
          "both must be timed equally often, in whole rounds of %d, got %d and %d"
              .formatted(questions, size, others.size));
    }
    List<Integer> all = IntStream.range(0, questions).boxed().toList();
    return BOOTSTRAP.estimate(
        all,
        drawn ->
            of.applyAsDouble(resampled(drawn, questions))
                / of.applyAsDouble(others.resampled(drawn, questions)));
  }

  private long[] resampled(List<Integer> drawn, int questions) {
    long[] times = new long[size];
    int next = 0;
    for (int question : drawn) {
      for (int at = question; at < size; at += questions) {
        times[next++] = nanos[at];
      }
    }
    return times;
  }

  private static double percentile(long[] times, double percent) {
    Arrays.sort(times);
    int rank = (int) Math.ceil(percent / 100 * times.length);
    return times[Math.clamp(rank - 1, 0, times.length - 1)] / 1e6;
  }
}
