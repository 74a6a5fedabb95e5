package io.runbookmemory.slo;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** Writes an {@link SliSeries} minute by minute and asks a classifier about each of them. */
final class Traffic {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Slo THREE_NINES = Slo.builder("availability", "checkout", "0.999").build();

  private final SliSeries.Builder series = SliSeries.builder().step(Duration.ofMinutes(1));
  private final long perMinute;
  private int minutes;

  private Traffic(long perMinute) {
    this.perMinute = perMinute;
  }

  static Traffic perMinute(long requests) {
    return new Traffic(requests);
  }

  Traffic healthy(int count) {
    return failing(0, count);
  }

  Traffic failing(double share, int count) {
    long bad = Math.round(perMinute * share);
    if (Math.abs(bad - perMinute * share) > 1e-6) {
      throw new IllegalArgumentException(share + " of " + perMinute + " is no whole count");
    }
    return minutes(perMinute - bad, perMinute, count);
  }

  Traffic minutes(long good, long total, int count) {
    for (int i = 0; i < count; i++) {
      minutes++;
      series.add(new SliSample(at(minutes), good, total));
    }
    return this;
  }

  /** Minutes without a sample. */
  Traffic missing(int count) {
    minutes += count;
    return this;
  }

  SliSeries series() {
    return series.build();
  }

  Instant now() {
    return at(minutes);
  }

  Classification classified() {
    return workbook(THREE_NINES).classify(series(), now());
  }

  static Instant at(int minute) {
    return START.plus(Duration.ofMinutes(minute));
  }

  static BurnRateClassifier workbook(Slo slo) {
    return new BurnRateClassifier(slo, BurnRatePolicy.workbook(slo.period()));
  }

  /** The first minute in {@code (after, until]} of which the condition holds. */
  static Optional<Integer> first(int after, int until, Predicate<Instant> condition) {
    for (int minute = after + 1; minute <= until; minute++) {
      if (condition.test(at(minute))) {
        return Optional.of(minute - after);
      }
    }
    return Optional.empty();
  }
}
