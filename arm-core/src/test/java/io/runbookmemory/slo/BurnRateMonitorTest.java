package io.runbookmemory.slo;

import static io.runbookmemory.slo.Traffic.THREE_NINES;
import static io.runbookmemory.slo.Traffic.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.runbookmemory.slo.BurnRateMonitor.Arrival;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BurnRateMonitorTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static BurnRateMonitor monitor(BurnRateProfile profile) {
    return new BurnRateMonitor(THREE_NINES, profile.policy(THREE_NINES), MINUTE);
  }

  private static BurnRateMonitor monitor(BurnRatePolicy.Builder policy) {
    return new BurnRateMonitor(THREE_NINES, policy.build(), MINUTE);
  }

  private static BurnRatePolicy.Builder workbook() {
    return BurnRatePolicy.workbook(THREE_NINES.period()).toBuilder();
  }

  /** Adds the minutes {@code (from, to]}, in each of which so many of 600 requests fail. */
  private static void feed(BurnRateMonitor monitor, int from, int to, long bad) {
    for (int minute = from + 1; minute <= to; minute++) {
      monitor.add(new SliSample(at(minute), 600 - bad, 600));
    }
  }

  private static Classification now(BurnRateMonitor monitor) {
    return monitor.classify().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anEvenSeriesIsJudgedAsIfAllOfItWereAtHand(long seed) {
    Random random = new Random(seed);
    Slo slo = Slo.builder("availability", "checkout", "0.99").period(Duration.ofDays(28)).build();
    BurnRatePolicy policy =
        seed % 2 == 0
            ? BurnRateProfile.PYRRA.policy(slo)
            : BurnRatePolicy.workbook(slo.period()).toBuilder().maxChance(1e-4).build();
    SliSeries.Builder all = SliSeries.builder().step(MINUTE);
    BurnRateMonitor monitor = new BurnRateMonitor(slo, policy.feasibleFor(slo), MINUTE);
    BurnRateClassifier classifier = new BurnRateClassifier(slo, policy.feasibleFor(slo));
    int minute = 0;
    for (int spell = 0; spell < 60; spell++) {
      int length = 1 + random.nextInt(200);
      double share = random.nextInt(3) == 0 ? random.nextDouble() * 0.5 : 0.001;
      boolean missing = random.nextInt(6) == 0;
      for (int i = 0; i < length; i++) {
        minute++;
        long total = random.nextInt(5) == 0 ? 0 : random.nextInt(200);
        SliSample sample = new SliSample(at(minute), Math.round(total * (1 - share)), total);
        if (missing) {
          monitor.advanceTo(at(minute));
        } else {
          all.add(sample);
          assertThat(monitor.add(sample)).isEqualTo(Arrival.NEW);
        }
      }
      if (!missing) {
        Classification expected = classifier.classify(all.build(), at(minute));
        assertThat(now(monitor).pairs())
            .as("seed %s, minute %s", seed, minute)
            .isEqualTo(expected.pairs());
        assertThat(monitor.verdict()).isEqualTo(expected.verdict());
        assertThat(now(monitor).decidedBy()).isEqualTo(expected.decidedBy());
      }
    }
  }

  @Test
  void beforeTheFirstSampleThereIsNothingToTell() {
    BurnRateMonitor monitor = monitor(BurnRateProfile.ARM);
    monitor.advanceTo(at(5));

    assertThat(monitor.classify()).isEmpty();
    assertThat(monitor.verdict()).isEqualTo(Verdict.LOG);
  }

  @Test
  void aSlotThatIsMeasuredAgainIsReplacedAndALateOneFilled() {
    BurnRateMonitor monitor = monitor(BurnRateProfile.SRE_WORKBOOK_30D);
    feed(monitor, 0, 60, 0);
    SliSample outage = new SliSample(at(58), 0, 600);

    assertThat(monitor.add(outage)).isEqualTo(Arrival.REPLACED);
    assertThat(monitor.verdict()).isEqualTo(Verdict.PAGE);
    assertThat(monitor.add(outage)).isEqualTo(Arrival.REPEATED);
    assertThat(monitor.add(new SliSample(at(58), 600, 600))).isEqualTo(Arrival.REPLACED);
    assertThat(monitor.verdict()).isEqualTo(Verdict.LOG);
    assertThat(monitor.add(new SliSample(at(-5), 0, 600))).isEqualTo(Arrival.NEW);
    assertThat(now(monitor).budget().burn().window().total()).isEqualTo(61 * 600);
    assertThat(monitor.add(new SliSample(at(60 - 4320), 0, 600))).isEqualTo(Arrival.TOO_LATE);
  }

  @Test
  void aGapOfTenYearsBeginsAnew() {
    BurnRateMonitor monitor = monitor(BurnRateProfile.ARM);
    feed(monitor, 0, 20, 600);
    assertThat(monitor.verdict()).isEqualTo(Verdict.PAGE);

    int later = 10 * 365 * 24 * 60;
    feed(monitor, later, later + 1, 0);

    assertThat(monitor.verdict()).isEqualTo(Verdict.LOG);
    assertThat(now(monitor).budget().burn().window().total()).isEqualTo(600);
  }

  @Test
  void aMetricThatVanishesInAnOutageFreezesThePageAloud() {
    BurnRateMonitor monitor = monitor(workbook().freezes(true));
    feed(monitor, 0, 5000, 0);
    feed(monitor, 5000, 5010, 600);

    monitor.advanceTo(at(5060));

    assertThat(monitor.verdict()).isEqualTo(Verdict.PAGE);
    assertThat(now(monitor).kept()).contains(BurnReason.FROZEN);
    assertThat(now(monitor).reasons()).contains(BurnReason.NO_DATA, BurnReason.FROZEN);
    assertThat(now(monitor).summary()).startsWith("PAGE: frozen, as it is not measured");
    feed(monitor, 5060, 5090, 0);
    assertThat(monitor.verdict()).isEqualTo(Verdict.TICKET);
    assertThat(now(monitor).kept()).isEmpty();
  }

  @Test
  void aPageIsNotFrozenBeyondItsLongWindow() {
    BurnRateMonitor monitor = monitor(workbook().freezes(true));
    feed(monitor, 0, 5000, 0);
    feed(monitor, 5000, 5003, 600);

    monitor.advanceTo(at(5003 + 24 * 60 * 4));

    assertThat(monitor.verdict()).isEqualTo(Verdict.LOG);
    assertThat(now(monitor).reasons()).containsExactly(BurnReason.NO_DATA);
  }

  @Test
  void withoutFreezingSilenceIsRecovery() {
    BurnRateMonitor monitor = monitor(workbook());
    feed(monitor, 0, 5000, 0);
    feed(monitor, 5000, 5010, 600);

    monitor.advanceTo(at(5060));

    assertThat(monitor.verdict()).isNotEqualTo(Verdict.PAGE);
  }

  @Test
  void aServiceThatFailsOnAndOffIsOnePage() {
    BurnRateMonitor monitor = monitor(workbook().hold(Duration.ofMinutes(30)));
    BurnRateMonitor plain = monitor(workbook());
    int pages = 0;
    int plainPages = 0;
    feed(monitor, 0, 5000, 0);
    feed(plain, 0, 5000, 0);
    for (int minute = 5000; minute < 5110; minute++) {
      long bad = minute % 30 < 3 ? 120 : 0;
      Verdict before = monitor.verdict();
      Verdict plainBefore = plain.verdict();
      feed(monitor, minute, minute + 1, bad);
      feed(plain, minute, minute + 1, bad);
      pages += monitor.verdict() == Verdict.PAGE && before != Verdict.PAGE ? 1 : 0;
      plainPages += plain.verdict() == Verdict.PAGE && plainBefore != Verdict.PAGE ? 1 : 0;
    }

    assertThat(plainPages).isGreaterThan(1);
    assertThat(pages).isEqualTo(1);
  }

  @Test
  void aPairThatMustLastFiresWhenItHasLasted() {
    BurnRateWindow pair =
        new BurnRateWindow(Duration.ofHours(1), Duration.ofMinutes(5), 14, Duration.ofMinutes(2));
    BurnRateMonitor monitor =
        monitor(BurnRatePolicy.builder().minCoverage(0).minBadEvents(1).page(pair));
    feed(monitor, 0, 60, 0);

    feed(monitor, 60, 61, 600);
    assertThat(now(monitor).reasons()).containsExactly(BurnReason.PENDING);
    feed(monitor, 61, 62, 600);
    assertThat(monitor.verdict()).isEqualTo(Verdict.LOG);
    feed(monitor, 62, 63, 600);
    assertThat(monitor.verdict()).isEqualTo(Verdict.PAGE);
  }

  @Test
  void windowsMustFitTheGrid() {
    BurnRatePolicy policy = workbook().build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BurnRateMonitor(THREE_NINES, policy, Duration.ofMinutes(3)))
        .withMessageContaining("a multiple of the step, and at least two, got 5m and a step of 3m");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> monitor(workbook()).add(new SliSample(at(1), 0, 1L << 32)))
        .withMessageContaining("at most 4294967294 requests, got 4294967296");
  }
}
