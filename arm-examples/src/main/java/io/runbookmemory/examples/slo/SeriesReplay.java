package io.runbookmemory.examples.slo;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.slo.BurnRateMonitor;
import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.BurnRateWindow;
import io.runbookmemory.slo.Classification;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A series that a monitor judges sample by sample, on a grid that all windows are multiples of.
 * Samples of one slot are counted together; a pair whose short window would hold fewer than two
 * samples is left out, aloud.
 */
final class SeriesReplay {

  private final SliSeries series;
  private final Duration step;
  private final BurnRateMonitor monitor;

  SeriesReplay(Slo slo, BurnRatePolicy policy, SliSeries series, Output output) {
    this.series = series;
    BurnRatePolicy fine = fineEnough(policy, slo, series.step(), output);
    this.step = grid(fine, series.step());
    if (!step.equals(series.step())) {
      output.complain(
          "arm: a sample comes every "
              + text(series.step())
              + "; they are judged on a grid of "
              + text(step));
    }
    this.monitor = new BurnRateMonitor(slo, fine, step);
  }

  private static Stream<BurnRateWindow> pairs(BurnRatePolicy policy) {
    return Stream.concat(policy.pages().stream(), policy.tickets().stream());
  }

  private static BurnRatePolicy fineEnough(
      BurnRatePolicy policy, Slo slo, Duration every, Output output) {
    // A clock that is late by a twentieth still gives two.
    Predicate<BurnRateWindow> fine =
        pair -> pair.shortWindow().toNanos() >= every.toNanos() * 19 / 10;
    List<BurnRateWindow> coarse = pairs(policy).filter(fine.negate()).toList();
    if (coarse.isEmpty()) {
      return policy;
    }
    for (BurnRateWindow pair : coarse) {
      output.complain(
          "arm: with a sample every " + text(every) + " the pair " + pair + " is left out");
    }
    BurnRatePolicy.Builder left =
        BurnRatePolicy.builder()
            .minCoverage(policy.minCoverage())
            .minBadEvents(policy.minBadEvents())
            .maxChance(policy.maxChance())
            .arithmetic(policy.arithmetic())
            .hold(policy.hold())
            .freezes(policy.freezes())
            .knowsHabits(policy.knowsHabits());
    policy.pages().stream().filter(fine).forEach(left::page);
    policy.tickets().stream().filter(fine).forEach(left::ticket);
    if (coarse.size() == pairs(policy).count()) {
      throw new InvalidInputException(
          slo.name(), "every window must hold at least 2 samples, got one every " + text(every));
    }
    return left.build();
  }

  /** Of the steps that divide all windows, the one nearest to the samples' own. */
  private static Duration grid(BurnRatePolicy policy, Duration every) {
    long divisor =
        pairs(policy)
            .flatMap(pair -> Stream.of(pair.longWindow(), pair.shortWindow()))
            .mapToLong(Duration::toSeconds)
            .reduce(0, SeriesReplay::gcd);
    long shortest =
        pairs(policy).mapToLong(pair -> pair.shortWindow().toSeconds()).min().orElse(divisor);
    long best = 1;
    for (long step = 1; step <= shortest / 2; step++) {
      if (divisor % step == 0 && distance(step, every) < distance(best, every)) {
        best = step;
      }
    }
    return Duration.ofSeconds(best);
  }

  private static long distance(long seconds, Duration every) {
    return Duration.ofSeconds(seconds).minus(every).abs().toNanos();
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private static String text(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  /**
   * Judges all samples.
   *
   * @param to takes the time of a sample, as it was given, and the verdict on it
   */
  void run(BiConsumer<Instant, Classification> to) {
    for (int i = 0; i < series.size(); ) {
      SliSample sample = series.sample(i);
      long slot = slot(sample.at());
      long good = 0;
      long total = 0;
      for (; i < series.size() && slot(series.sample(i).at()) == slot; i++) {
        sample = series.sample(i);
        good += sample.good();
        total += sample.total();
      }
      Instant at = sample.at();
      try {
        monitor.add(new SliSample(at, good, total));
      } catch (IllegalArgumentException e) {
        throw new InvalidInputException("the sample of " + at, String.valueOf(e.getMessage()));
      }
      monitor.classify().ifPresent(judged -> to.accept(at, judged));
    }
  }

  private long slot(Instant at) {
    long nanos = Math.addExact(at.getEpochSecond() * 1_000_000_000L, at.getNano());
    return Math.ceilDiv(nanos, step.toNanos());
  }
}
