package io.runbookmemory.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.slo.Classification.PairAssessment;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every series: one verdict, finite numbers, and what the naive sums say. */
class ClassificationPropertyTest {

  private static final int MINUTES = 5 * 24 * 60;
  private static final List<String> OBJECTIVES = List.of("0.95", "0.99", "0.999", "0.99999");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyInstantHasOneVerdictWithFiniteNumbersThatTheNaiveRuleGivesToo(long seed) {
    Random random = new Random(seed);
    List<SliSample> samples = incidents(random);
    SliSeries.Builder builder = SliSeries.builder().step(Duration.ofMinutes(1));
    samples.forEach(builder::add);
    SliSeries series = builder.build();
    Slo slo = Slo.builder("slo", "service", OBJECTIVES.get(random.nextInt(4))).build();
    BurnRateClassifier classifier = Traffic.workbook(slo);

    for (int i = 0; i < 60; i++) {
      Instant at = Traffic.at(random.nextInt(-60, MINUTES + 600));
      Classification classification = classifier.classify(series, at);
      assertFinite(classification);
      List<BurnReason> naive = new ArrayList<>();
      for (PairAssessment pair : classification.pairs()) {
        naive.add(naiveReason(samples, slo, pair.pair(), at));
      }
      assertThat(classification.pairs().stream().map(PairAssessment::reason))
          .as("seed %d at %s", seed, at)
          .isEqualTo(naive);
      assertThat(classification.verdict())
          .as("seed %d at %s", seed, at)
          .isEqualTo(naiveVerdict(naive));
    }
  }

  private static void assertFinite(Classification classification) {
    List<Double> numbers = new ArrayList<>();
    for (PairAssessment pair : classification.pairs()) {
      numbers.add(pair.heat());
      for (BurnRate burn : List.of(pair.longBurn(), pair.shortBurn())) {
        numbers.add(burn.value());
        numbers.add(burn.window().errorRatio());
        numbers.add(burn.window().coverage());
      }
    }
    numbers.add(classification.budget().spent());
    numbers.add(classification.budget().remaining());
    assertThat(numbers).allMatch(Double::isFinite);
    assertThat(classification.projectedExhaustion().orElse(Duration.ZERO))
        .isBetween(Duration.ZERO, classification.slo().period());
    assertThat(classification.pairs()).contains(classification.decidedBy());
    assertThat(classification.decidedBy().fires())
        .isEqualTo(classification.verdict() != Verdict.LOG);
    assertThat(classification.summary()).startsWith(classification.verdict() + ": ");
    assertThat(classification.summary()).doesNotContain("NaN").doesNotContain("Infinity");
  }

  private static Verdict naiveVerdict(List<BurnReason> reasons) {
    if (reasons.subList(0, 2).contains(BurnReason.BURNING)) {
      return Verdict.PAGE;
    }
    return reasons.contains(BurnReason.BURNING) ? Verdict.TICKET : Verdict.LOG;
  }

  private static BurnReason naiveReason(
      List<SliSample> samples, Slo slo, BurnRateWindow pair, Instant at) {
    Duration step = Duration.ofMinutes(1);
    NaiveWindow longWindow = NaiveWindow.of(samples, step, at, pair.longWindow());
    NaiveWindow shortWindow = NaiveWindow.of(samples, step, at, pair.shortWindow());
    if (shortWindow.samples() == 0) {
      return BurnReason.NO_DATA;
    }
    if (shortWindow.total() == 0) {
      return BurnReason.NO_TRAFFIC;
    }
    boolean longCovered = longWindow.samples() * 10 >= 8 * pair.longWindow().toMinutes();
    boolean shortCovered = shortWindow.samples() * 10 >= 8 * pair.shortWindow().toMinutes();
    boolean longQuiet = longCovered && !over(longWindow, longWindow.total(), slo, pair);
    boolean shortQuiet = shortCovered && !over(shortWindow, shortWindow.total(), slo, pair);
    if (longQuiet || shortQuiet) {
      return BurnReason.WITHIN_BUDGET;
    }
    boolean longSure = longCovered || sure(longWindow, pair.longWindow(), slo, pair);
    boolean shortSure = shortCovered || sure(shortWindow, pair.shortWindow(), slo, pair);
    if (!longSure || !shortSure) {
      return BurnReason.WARMING_UP;
    }
    return longWindow.total() - longWindow.good() < 2
        ? BurnReason.INSUFFICIENT_EVENTS
        : BurnReason.BURNING;
  }

  /** Were each minute that is missing one of mean traffic and no failure. */
  private static boolean sure(NaiveWindow seen, Duration length, Slo slo, BurnRateWindow pair) {
    return scaled(seen.total() - seen.good())
            .multiply(BigInteger.valueOf(seen.samples()))
            .compareTo(
                allowed(seen.total(), slo, pair).multiply(BigInteger.valueOf(length.toMinutes())))
        > 0;
  }

  private static boolean over(NaiveWindow window, long total, Slo slo, BurnRateWindow pair) {
    return scaled(window.total() - window.good()).compareTo(allowed(total, slo, pair)) > 0;
  }

  /** In whole numbers of 10^-12 requests. */
  private static BigInteger scaled(long requests) {
    return BigInteger.valueOf(requests).multiply(BigInteger.TEN.pow(12));
  }

  private static BigInteger allowed(long total, Slo slo, BurnRateWindow pair) {
    BigInteger factor =
        new BigDecimal(Double.toString(pair.factor())).movePointRight(6).toBigInteger();
    BigInteger budget =
        BigInteger.TEN.pow(6).subtract(slo.objective().movePointRight(6).toBigIntegerExact());
    return BigInteger.valueOf(total).multiply(factor).multiply(budget);
  }

  /** Quiet and busy days, failures of every rate and length, silent hours and missing ones. */
  private static List<SliSample> incidents(Random random) {
    List<SliSample> samples = new ArrayList<>();
    long traffic = List.of(1L, 10L, 600L).get(random.nextInt(3));
    int minute = 0;
    while (minute < MINUTES) {
      int length = (int) Math.pow(10, random.nextDouble(3.2));
      int kind = random.nextInt(6);
      double share = kind < 3 ? 0.0003 : Math.pow(10, -3.2 * random.nextDouble());
      for (int i = 0; i < length && minute < MINUTES; i++) {
        minute++;
        if (kind == 5 && random.nextInt(4) > 0) {
          continue;
        }
        long total = kind == 4 ? 0 : random.nextLong(traffic + 1);
        long bad = Math.min(total, (long) (total * share + random.nextDouble()));
        samples.add(new SliSample(Traffic.at(minute), total - bad, total));
      }
    }
    return samples;
  }
}
