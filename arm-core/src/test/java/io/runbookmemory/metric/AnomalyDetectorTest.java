package io.runbookmemory.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnomalyDetectorTest {

  private static final int WEEK = 7 * Gauge.DAY;

  private static List<Integer> anomalies(Anomaly[] judged) {
    return IntStream.range(0, judged.length).filter(i -> judged[i].anomaly()).boxed().toList();
  }

  private static List<Integer> anomalies(double[] values) {
    return anomalies(Gauge.judge(AnomalyDetector.create(), values));
  }

  @Test
  void aSpikeIsFoundAndNothingElse() {
    int spike = 8 * Gauge.DAY + 100;

    assertThat(anomalies(Gauge.daily(1, 2 * WEEK, i -> i == spike ? 60 : 0)))
        .containsExactly(spike);
    assertThat(anomalies(Gauge.daily(1, 2 * WEEK, i -> 0))).isEmpty();
  }

  @Test
  void theReasonHoldsTheMeasureTheBandAndTheSize() {
    int spike = 8 * Gauge.DAY + 100;
    double[] values = Gauge.daily(1, spike + 1, i -> i == spike ? 60 : 0);
    Anomaly judged = Gauge.judge(AnomalyDetector.create(), values)[spike];

    assertThat(judged.cause()).isEqualTo(AnomalyCause.STEP);
    assertThat(judged.score()).isBetween(0.5, 1.0);
    assertThat(judged.deviations()).isGreaterThan(5);
    assertThat(judged.expected().high()).isBetween(50.0, 80.0);
    assertThat(judged.reason())
        .matches(
            "the step from the sample before is [0-9.]+ standard deviations above its mean,"
                + " expected [0-9.]+ to [0-9.]+");
  }

  @Test
  void aSlowRiseIsFoundByItsLevelOrByOtherDays() {
    int from = 10 * Gauge.DAY;
    double[] values = Gauge.daily(1, 2 * WEEK, i -> i < from ? 0 : Math.min(60, (i - from) / 2.0));
    Anomaly[] judged = Gauge.judge(AnomalyDetector.create(), values);

    assertThat(anomalies(judged)).isNotEmpty();
    int first = anomalies(judged).getFirst();
    assertThat(first).isBetween(from, from + 60);
    assertThat(judged[first].cause()).isIn(AnomalyCause.LEVEL, AnomalyCause.DAILY);
  }

  @Test
  void aBatchOfEveryNightIsAHabitAfterThreeNights() {
    double[] values =
        Gauge.daily(2, 2 * WEEK, i -> i % Gauge.DAY >= 24 && i % Gauge.DAY < 27 ? 80 : 0);

    assertThat(anomalies(values)).isNotEmpty().allMatch(i -> i < 3 * Gauge.DAY);
  }

  @Test
  void anIncidentOfYesterdayIsNoHabit() {
    double[] values =
        Gauge.daily(2, 2 * WEEK, i -> i == 9 * Gauge.DAY || i == 10 * Gauge.DAY ? 80 : 0);

    assertThat(anomalies(values)).containsExactly(9 * Gauge.DAY, 10 * Gauge.DAY);
  }

  @Test
  void afterAnAnomalyItIsSilentForADayUnlessToldOtherwise() {
    double[] values = Gauge.daily(3, 2 * WEEK, i -> i >= 2500 && i % 50 == 0 ? 80 : 0);
    List<Integer> found = anomalies(values);
    Anomaly[] loud = Gauge.judge(AnomalyDetector.builder().coolDown(Duration.ZERO).build(), values);

    assertThat(found).isNotEmpty();
    for (int i = 1; i < found.size(); i++) {
      assertThat(found.get(i) - found.get(i - 1)).isGreaterThanOrEqualTo(Gauge.DAY);
    }
    assertThat(anomalies(loud)).hasSizeGreaterThan(found.size());
    Anomaly[] quiet = Gauge.judge(AnomalyDetector.create(), values);
    assertThat(quiet[2550].score()).isEqualTo(loud[2550].score()).isGreaterThan(0.5);
    assertThat(quiet[2550].reason()).endsWith("; too soon after the anomaly before");
  }

  @Test
  void theSimpleModeIsTwoSigma() {
    double[] values = Gauge.daily(4, WEEK, i -> 0);
    Anomaly[] judged = Gauge.judge(AnomalyDetector.builder().twoSigma().build(), values);
    for (int i = TrailingMoments.LEAST_VALUES; i < values.length; i++) {
      Summary past = Summary.of(Arrays.copyOf(values, i));
      double off = Math.abs(values[i] - past.average()) / past.stddev();
      if (Math.abs(off - 2) > 1e-9) {
        assertThat(judged[i].anomaly()).as("sample %d is %s off", i, off).isEqualTo(off > 2);
      }
    }
    assertThat(anomalies(judged)).hasSizeGreaterThan(20);
  }

  @Test
  void samplesThatAreNoNumbersOrLateAreSkippedAndCounted() {
    double[] values = Gauge.daily(5, 9 * Gauge.DAY, i -> 0);
    AnomalyDetector clean = AnomalyDetector.create();
    AnomalyDetector dirty = AnomalyDetector.create();
    for (int i = 0; i < values.length; i++) {
      Anomaly expected = clean.add(Gauge.at(i), values[i]);
      assertThat(dirty.add(Gauge.at(i), values[i])).isEqualTo(expected);
      assertThat(dirty.add(Gauge.at(i + 1), Double.NaN).cause()).isEqualTo(AnomalyCause.NOT_FINITE);
      dirty.add(Gauge.at(i + 1), Double.POSITIVE_INFINITY);
      Anomaly late = dirty.add(Gauge.at(i), 1e9);
      assertThat(late.cause()).isEqualTo(AnomalyCause.OUT_OF_ORDER);
      assertThat(late.anomaly()).isFalse();
      assertThat(late.score()).isZero();
      dirty.add(Gauge.at(i - 5), 1e9);
    }

    assertThat(clean.skipped()).isZero();
    assertThat(dirty.skipped()).isEqualTo(4L * values.length);
  }

  @Test
  void aConstantThatDepartsIsJudgedFromTheSecondSampleOn() {
    double[] values = new double[500];
    Arrays.setAll(values, i -> i < 400 ? 0.1 : 7);
    Anomaly[] judged = Gauge.judge(AnomalyDetector.create(), values);

    assertThat(Arrays.stream(judged).limit(401)).allMatch(one -> one.score() == 0);
    assertThat(judged[400].expected()).isEqualTo(Band.ANY);
    assertThat(anomalies(judged)).containsExactly(401);
  }

  @Test
  void withFewerThanTwentySamplesInTheWindowNothingIsJudged() {
    double[] values = Gauge.daily(6, 20, i -> 100 * (i % 2));

    assertThat(Gauge.judge(AnomalyDetector.create(), values))
        .allMatch(one -> one.score() == 0 && one.cause() == AnomalyCause.NO_SCALE);
    AnomalyDetector detector = AnomalyDetector.create();
    Gauge.judge(detector, Gauge.daily(6, WEEK, i -> 0));
    assertThat(detector.add(Gauge.at(4 * WEEK), 1e6).score()).as("after a silent month").isZero();
  }

  @Test
  void missingSamplesDoNotShiftTheTimeOfDay() {
    double[] values =
        Gauge.daily(7, 2 * WEEK, i -> i % Gauge.DAY >= 24 && i % Gauge.DAY < 27 ? 80 : 0);
    AnomalyDetector detector = AnomalyDetector.create();
    Random random = new Random(7);
    long late = 0;
    for (int i = 0; i < values.length; i++) {
      Instant about = Gauge.at(i).plusSeconds(random.nextInt(60) - 30);
      boolean missing = i > 100 && random.nextInt(10) == 0;
      if (!missing && detector.add(about, values[i]).anomaly() && i > 3 * Gauge.DAY) {
        late++;
      }
    }
    assertThat(late).isZero();
  }

  @Test
  void anOptionThatBreaksItsRuleIsRefused() {
    AnomalyDetector.Builder builder = AnomalyDetector.builder();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.window(Duration.ZERO))
        .withMessage("window must be positive and at most 3660 days, got PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.step(Duration.ofSeconds(-1)))
        .withMessage("step must be positive and at most 3660 days, got PT-1S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.coolDown(Duration.ofSeconds(-1)))
        .withMessageStartingWith("coolDown must be positive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnomalyDetector.create().add(Instant.MIN, 1));
  }
}
