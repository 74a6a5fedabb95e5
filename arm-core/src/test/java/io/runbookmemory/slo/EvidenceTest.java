package io.runbookmemory.slo;

import static io.runbookmemory.slo.Traffic.THREE_NINES;
import static io.runbookmemory.slo.Traffic.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What few failures say: a page, a ticket, or nothing yet. */
class EvidenceTest {

  private static final int DAY = 24 * 60;
  private static final int SIX_HOURS = 360;

  private static Classification byArm(Traffic traffic) {
    return new BurnRateClassifier(THREE_NINES, BurnRateProfile.ARM.policy(THREE_NINES))
        .classify(traffic.series(), traffic.now());
  }

  /** One request a minute, of which so many fail, 80 minutes apart, the last of them just now. */
  private static Traffic failures(int count) {
    Traffic traffic = Traffic.perMinute(1).healthy(4 * DAY);
    for (int i = 0; i < count; i++) {
      traffic.healthy(79).failing(1, 1);
    }
    return traffic;
  }

  @ParameterizedTest
  @CsvSource({"2, LOG", "3, TICKET", "4, PAGE"})
  void atOneRequestAMinuteTheSixthHourAsksForFourFailuresToPageAndForThreeToOpenATicket(
      int count, Verdict expected) {
    assertThat(byArm(failures(count)).verdict()).isEqualTo(expected);
  }

  @Test
  void aDoubtfulPageSaysThatItIsATicket() {
    Classification classification = byArm(failures(3));

    assertThat(classification.decidedBy().reason()).isEqualTo(BurnReason.DOUBTFUL);
    assertThat(classification.decidedBy().severity()).isEqualTo(Verdict.PAGE);
    assertThat(classification.summary())
        .startsWith(
            "TICKET: 6h burns 8.3x and 30m burns 33.3x the budget, both over 6x, but 3 of 360"
                + " requests failed in 6h, which is too little to wake anybody");
  }

  @Test
  void aPairThatMustLastOpensNoTicketInDoubt() {
    BurnRatePolicy policy =
        BurnRatePolicy.builder()
            .maxChance(1e-4)
            .page(
                new BurnRateWindow(
                    Duration.ofHours(6), Duration.ofMinutes(30), 6, Duration.ofMinutes(9)))
            .build();
    Traffic traffic = failures(3);

    assertThat(
            new BurnRateClassifier(THREE_NINES, policy)
                .classify(traffic.series(), traffic.now())
                .reasons())
        .containsExactly(BurnReason.INSUFFICIENT_EVENTS);
  }

  @ParameterizedTest
  @ValueSource(longs = {401, 402, 403, 404, 405, 406, 407, 408})
  void eightTimesTheBudgetAtTenRequestsAMinutePagesWithinSixHours(long first) {
    for (long seed = 10 * first; seed < 10 * first + 10; seed++) {
      assertThat(firstPage(BurnRateProfile.ARM, seed))
          .as("minutes to the page, seed %s", seed)
          .isBetween(1, SIX_HOURS);
    }
  }

  @Test
  void theWorkbooksRuleAloneMissesSomeOfThose() {
    int late = 0;
    for (long seed = 4010; seed < 4090; seed++) {
      late += firstPage(BurnRateProfile.SRE_WORKBOOK_30D, seed) > SIX_HOURS ? 1 : 0;
    }

    assertThat(late).isPositive();
  }

  /** Ten requests a minute: a day of good ones, then each fails with a chance of 0.8 %. */
  private static int firstPage(BurnRateProfile profile, long seed) {
    Random random = new Random(seed);
    BurnRateMonitor monitor =
        new BurnRateMonitor(THREE_NINES, profile.policy(THREE_NINES), Duration.ofMinutes(1));
    for (int minute = 1; minute <= DAY; minute++) {
      monitor.add(new SliSample(at(minute), 10, 10));
    }
    for (int minute = 1; minute <= DAY; minute++) {
      long bad = random.doubles(10).filter(draw -> draw < 0.008).count();
      monitor.add(new SliSample(at(DAY + minute), 10 - bad, 10));
      if (monitor.verdict() == Verdict.PAGE) {
        return minute;
      }
    }
    return Integer.MAX_VALUE;
  }

  @Test
  void aPageThatCannotRuleOutMoreSaysSo() {
    Traffic traffic = Traffic.perMinute(10).healthy(4 * DAY);
    for (int i = 0; i < 16; i++) {
      traffic.healthy(14).failing(0.1, 1);
    }
    Classification classification = byArm(traffic);

    assertThat(classification.summary())
        .startsWith(
            "PAGE: 6h burns 4.4x and 30m burns 6.7x the budget, on too few requests to rule out 8x"
                + " in 6h; 16 of 3600 requests failed in 6h");
    assertThat(traffic.classified().verdict()).isEqualTo(Verdict.LOG);
  }

  @Test
  void withManyRequestsTheFactorAloneDecides() {
    assertThat(byArm(Traffic.perMinute(1000).healthy(4 * DAY).failing(0.006, DAY)).verdict())
        .isEqualTo(Verdict.TICKET);
    assertThat(byArm(Traffic.perMinute(1000).healthy(4 * DAY).failing(0.007, DAY)).verdict())
        .isEqualTo(Verdict.PAGE);
  }

  private static BurnRateMonitor quiet() {
    BurnRateMonitor monitor =
        new BurnRateMonitor(
            THREE_NINES, BurnRateProfile.ARM.policy(THREE_NINES), Duration.ofMinutes(1));
    feed(monitor, 0, DAY, 1);
    return monitor;
  }

  /** One request in each of the minutes {@code (from, to]}. */
  private static void feed(BurnRateMonitor monitor, int from, int to, long good) {
    for (int minute = from + 1; minute <= to; minute++) {
      monitor.add(new SliSample(at(minute), good, 1));
    }
  }

  @Test
  void aFewGoodRequestsAfterAFewBadOnesAreNoRecovery() {
    BurnRateMonitor monitor = quiet();
    int now = DAY;
    for (int i = 0; i < 4; i++) {
      feed(monitor, now, now + 79, 1);
      feed(monitor, now + 79, now + 80, 0);
      now += 80;
    }
    assertThat(monitor.verdict()).isEqualTo(Verdict.PAGE);

    // It stops firing when half an hour is clean, 29 minutes on, and has seen 4 of 360 fail.
    feed(monitor, now, now + 29 + 269, 1);
    assertThat(monitor.verdict()).isEqualTo(Verdict.PAGE);
    assertThat(monitor.classify().orElseThrow().summary())
        .startsWith(
            "PAGE: held for 30m after it last burned, or until requests enough say that it does"
                + " not; ");
    feed(monitor, now + 29 + 269, now + 29 + 271, 1);
    assertThat(monitor.verdict()).isEqualTo(Verdict.LOG);
  }

  @Test
  void anOutageOfAQuietServiceIsOverAsSoonAsOneOfABusyOne() {
    BurnRateMonitor monitor = quiet();
    feed(monitor, DAY, DAY + 60, 0);
    assertThat(monitor.verdict()).isEqualTo(Verdict.PAGE);

    feed(monitor, DAY + 60, DAY + 60 + 61, 1);

    assertThat(monitor.verdict()).isEqualTo(Verdict.TICKET);
  }

  @Test
  void aPageOfRequestsThatCeaseIsNotKeptBeyondItsLongWindow() {
    BurnRateMonitor monitor = quiet();
    feed(monitor, DAY, DAY + 4, 0);
    assertThat(monitor.verdict()).isEqualTo(Verdict.PAGE);

    for (int minute = DAY + 5; minute <= DAY + 4 + 8 * 60; minute++) {
      monitor.add(new SliSample(at(minute), 0, 0));
    }

    assertThat(monitor.verdict()).isNotEqualTo(Verdict.PAGE);
  }

  @Test
  void theTailsAreThoseOfPoissonsTables() {
    assertThat(Chance.ofAtLeast(4, 0.36)).isCloseTo(5.256395e-4, within(1e-9));
    assertThat(Chance.ofAtLeast(3, 0.36)).isCloseTo(5.950771e-3, within(1e-8));
    assertThat(Chance.ofAtMost(2, 2.88)).isCloseTo(0.450605, within(1e-5));
    assertThat(Chance.ofAtMost(0, 2.88)).isCloseTo(Math.exp(-2.88), within(1e-9));
    assertThat(Chance.ofAtMost(0, 0)).isEqualTo(1);
    assertThat(Chance.ofAtLeast(1, 0)).isZero();
  }
}
