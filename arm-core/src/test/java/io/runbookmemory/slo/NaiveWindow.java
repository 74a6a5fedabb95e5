package io.runbookmemory.slo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The sums of a window, found by looking at every sample: the oracle of {@link SliSeries}. */
record NaiveWindow(long good, long total, long samples, double coverage) {

  static NaiveWindow of(List<SliSample> all, Duration step, Instant until, Duration length) {
    Instant start = until.minus(length);
    long good = 0;
    long total = 0;
    long samples = 0;
    double seconds = 0;
    for (int i = 0; i < all.size(); i++) {
      SliSample sample = all.get(i);
      if (sample.at().isAfter(start) && !sample.at().isAfter(until)) {
        good += sample.good();
        total += sample.total();
        samples++;
        Instant from = sample.at().minus(step);
        if (i > 0 && all.get(i - 1).at().isAfter(from)) {
          from = all.get(i - 1).at();
        }
        from = from.isBefore(start) ? start : from;
        seconds += Duration.between(from, sample.at()).toNanos() / 1e9;
      }
    }
    return new NaiveWindow(good, total, samples, seconds / (length.toNanos() / 1e9));
  }
}
