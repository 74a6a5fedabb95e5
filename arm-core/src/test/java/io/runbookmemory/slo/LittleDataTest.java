package io.runbookmemory.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.slo.Classification.PairAssessment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No data, no traffic, few events, short histories: where 0 / 0 and false alarms live. */
class LittleDataTest {

  private static final int DAY = 24 * 60;
  private static final int HISTORY = 4 * DAY;

  @Test
  void zeroTrafficLogsNoTrafficAndPoisonsNoBudget() {
    Traffic traffic = Traffic.perMinute(600).failing(0.01, 60).healthy(DAY).minutes(0, 0, DAY);

    Classification classification = traffic.classified();

    assertThat(classification.verdict()).isEqualTo(Verdict.LOG);
    assertThat(classification.reasons()).containsExactly(BurnReason.NO_TRAFFIC);
    assertThat(classification.budget().burn().window().bad()).isEqualTo(360);
    assertThat(classification.budget().remaining()).isBetween(0.9, 1.0);
  }

  @Test
  void aServiceThatNeverHadTrafficHasItsWholeBudget() {
    Classification classification = Traffic.perMinute(0).healthy(60).classified();

    assertThat(classification.verdict()).isEqualTo(Verdict.LOG);
    assertThat(classification.reasons()).containsExactly(BurnReason.NO_TRAFFIC);
    assertThat(classification.budget().remaining()).isEqualTo(1);
    assertThat(classification.projectedExhaustion()).isEmpty();
  }

  @Test
  void metricsThatVanishInAnOutageLogNoDataOnceTheShortWindowIsEmpty() {
    Traffic traffic = Traffic.perMinute(600).healthy(HISTORY).failing(0.02, 3).missing(4);
    assertThat(traffic.classified().pairs().getFirst().reason()).isNotEqualTo(BurnReason.NO_DATA);

    Classification classification = traffic.missing(1).classified();

    assertThat(classification.verdict()).isEqualTo(Verdict.LOG);
    assertThat(classification.pairs().getFirst().reason()).isEqualTo(BurnReason.NO_DATA);
    assertThat(classification.reasons()).contains(BurnReason.NO_DATA);
    assertThat(classification.pairs().getFirst().shortBurn().window().coverage()).isZero();
    assertThat(classification.pairs().getFirst().longBurn().window().coverage())
        .isEqualTo(55 / 60.0);
  }

  @Test
  void anEmptySeriesIsNoData() {
    Classification classification = Traffic.perMinute(1).classified();

    assertThat(classification.verdict()).isEqualTo(Verdict.LOG);
    assertThat(classification.reasons()).containsExactly(BurnReason.NO_DATA);
    assertThat(classification.summary()).isEqualTo("LOG: no data in the last 5m");
  }

  @Test
  void aSeriesOfSuccessesAloneIsWithinBudget() {
    Classification classification = Traffic.perMinute(600).healthy(HISTORY).classified();

    assertThat(classification.verdict()).isEqualTo(Verdict.LOG);
    assertThat(classification.reasons()).containsExactly(BurnReason.WITHIN_BUDGET);
    assertThat(classification.budget().remaining()).isEqualTo(1);
  }

  @Test
  void theFirstErrorOfAllCountsInFull() {
    Classification classification =
        Traffic.perMinute(600).healthy(HISTORY).minutes(300, 600, 1).classified();

    SliWindow fiveMinutes = classification.pairs().getFirst().shortBurn().window();
    assertThat(fiveMinutes.bad()).isEqualTo(300);
    assertThat(fiveMinutes.errorRatio()).isEqualTo(0.1);
  }

  @Test
  void theFirstSampleOfATotalOutagePagesAtOnce() {
    Classification classification = Traffic.perMinute(600).failing(1, 1).classified();

    assertThat(classification.verdict()).isEqualTo(Verdict.PAGE);
    assertThat(classification.decidedBy().pair().label()).isEqualTo("1h/5m");
  }

  @Test
  void aTotalOutageOfAYoungSeriesPagesInTheMinuteInWhichAnOldOneWould() {
    assertThat(Traffic.perMinute(600).healthy(10).classified().verdict()).isEqualTo(Verdict.LOG);
    assertThat(Traffic.perMinute(600).healthy(10).failing(1, 1).classified().verdict())
        .isEqualTo(Verdict.PAGE);
  }

  @Test
  void aYoungSeriesOpensNoTicketByAWindowThatItDoesNotFill() {
    // 0.2 % of what was seen is twice the budget; of three days it is next to nothing.
    Classification classification =
        Traffic.perMinute(1000).healthy(18).failing(0.02, 2).classified();

    assertThat(classification.verdict()).isEqualTo(Verdict.LOG);
    assertThat(reasons(classification))
        .containsExactly(
            BurnReason.WITHIN_BUDGET,
            BurnReason.WARMING_UP,
            BurnReason.WARMING_UP,
            BurnReason.WARMING_UP);
    assertThat(classification.summary())
        .isEqualTo(
            "LOG: 3d/6h is warming up: only 0.5 % of the last 3d observed;"
                + " 30d budget 99.9 % left, gone in 14d23h at this rate");
  }

  @Test
  void aYoungSeriesOpensTheTicketInTheMinuteInWhichAnOldOneWould() {
    assertThat(pair(Traffic.perMinute(600).healthy(60).failing(1, 4), 3).reason())
        .isEqualTo(BurnReason.WARMING_UP);
    assertThat(pair(Traffic.perMinute(600).healthy(60).failing(1, 5), 3).reason())
        .isEqualTo(BurnReason.BURNING);
  }

  @Test
  void aShortWindowThatIsFullAndQuietNeedsNoHistory() {
    Classification classification = Traffic.perMinute(600).healthy(60).classified();

    assertThat(reasons(classification))
        .containsExactly(
            BurnReason.WITHIN_BUDGET,
            BurnReason.WITHIN_BUDGET,
            BurnReason.WARMING_UP,
            BurnReason.WARMING_UP);
  }

  @Test
  void aWindowIsTakenAsItIsFromFourFifthsOn() {
    // 1.6 % is over 1.44 % as seen, and would not be were the missing minutes good.
    assertThat(pair(Traffic.perMinute(1000).missing(12).failing(0.016, 48), 0).reason())
        .isEqualTo(BurnReason.BURNING);
    assertThat(pair(Traffic.perMinute(1000).missing(13).failing(0.016, 47), 0).reason())
        .isEqualTo(BurnReason.WARMING_UP);
  }

  @Test
  void oneFailedRequestOfOneIsTooLittleToActOn() {
    Traffic quiet = Traffic.perMinute(0).healthy(HISTORY).minutes(0, 1, 1);

    Classification classification = quiet.classified();

    assertThat(classification.verdict()).isEqualTo(Verdict.LOG);
    assertThat(classification.reasons()).containsExactly(BurnReason.INSUFFICIENT_EVENTS);
    assertThat(classification.summary())
        .startsWith(
            "LOG: 3d burns 1000x and 6h burns 1000x the budget, both over 1x, but only"
                + " 1 of 1 requests failed in 3d and the policy asks for 2");
    assertThat(quiet.minutes(0, 1, 1).classified().verdict()).isEqualTo(Verdict.PAGE);
  }

  @Test
  void oneFailureOfTenRequestsAnHourDoesNotPage() {
    // The workbook's low-traffic example: one failure is 10 % of an hour.
    Traffic quiet = Traffic.perMinute(0).healthy(HISTORY);
    for (int i = 0; i < 30; i++) {
      quiet.minutes(1, 1, 1).healthy(5);
    }

    Classification classification = quiet.minutes(0, 1, 1).classified();

    assertThat(classification.pairs().getFirst().longBurn().value()).isEqualTo(100);
    assertThat(classification.verdict()).isEqualTo(Verdict.LOG);
    assertThat(classification.reasons()).containsExactly(BurnReason.INSUFFICIENT_EVENTS);
  }

  @Test
  void aFloorOfOneFailureIsTheWorkbooksPlainRule() {
    Traffic quiet = Traffic.perMinute(0).healthy(HISTORY).minutes(0, 1, 1);
    BurnRatePolicy plain =
        BurnRatePolicy.workbook(Traffic.THREE_NINES.period()).toBuilder().minBadEvents(1).build();

    assertThat(
            new BurnRateClassifier(Traffic.THREE_NINES, plain)
                .classify(quiet.series(), quiet.now())
                .verdict())
        .isEqualTo(Verdict.PAGE);
  }

  @Test
  void theOutageOfAQuietServiceIsNotSilencedByItsTraffic() {
    Traffic quiet = Traffic.perMinute(1).healthy(HISTORY).failing(1, 2);

    assertThat(quiet.classified().verdict()).isEqualTo(Verdict.PAGE);
  }

  private static PairAssessment pair(Traffic traffic, int index) {
    return traffic.classified().pairs().get(index);
  }

  private static List<BurnReason> reasons(Classification classification) {
    return classification.pairs().stream().map(PairAssessment::reason).toList();
  }
}
