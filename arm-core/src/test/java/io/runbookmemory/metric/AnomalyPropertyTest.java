package io.runbookmemory.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What holds for every series. */
class AnomalyPropertyTest {

  private static final int SAMPLES = 10 * Gauge.DAY;

  /** Rhythm, noise, and now and then something odd. */
  private static double[] odd(long seed) {
    Random random = new Random(seed);
    return Gauge.daily(
        seed, SAMPLES, i -> random.nextInt(150) == 0 ? 60 * random.nextGaussian() : 0);
  }

  private static Anomaly[] judge(double[] values) {
    return Gauge.judge(AnomalyDetector.create(), values);
  }

  @RepeatedTest(5)
  void sizeAndZeroOfTheScaleDoNotMatter(RepetitionInfo run) {
    long seed = run.getCurrentRepetition();
    double[] values = odd(seed);
    double[] moved = new double[values.length];
    double scale = seed % 2 == 0 ? -0.037 : 1234;
    for (int i = 0; i < values.length; i++) {
      moved[i] = scale * values[i] + 777;
    }
    Anomaly[] plain = judge(values);
    Anomaly[] other = judge(moved);
    for (int i = 0; i < values.length; i++) {
      String where = "seed " + seed + ", sample " + i;
      assertThat(other[i].score()).as(where).isCloseTo(plain[i].score(), within(1e-6));
      if (Math.abs(plain[i].score() - Anomaly.LIMIT) > 1e-6) {
        assertThat(other[i].anomaly()).as(where).isEqualTo(plain[i].anomaly());
      }
    }
  }

  @RepeatedTest(5)
  void scoreBandAndVerdictAgree(RepetitionInfo run) {
    long seed = run.getCurrentRepetition();
    int found = 0;
    Instant before = Instant.MIN;
    for (Anomaly judged : judge(odd(seed))) {
      String where = "seed " + seed + ", " + judged;
      assertThat(judged.score()).as(where).isBetween(0.0, 1.0);
      if (Math.abs(judged.score() - Anomaly.LIMIT) > 1e-6) {
        assertThat(judged.expected().contains(judged.value()))
            .as(where)
            .isEqualTo(judged.score() < Anomaly.LIMIT);
      }
      if (judged.anomaly()) {
        found++;
        assertThat(judged.score()).as(where).isGreaterThanOrEqualTo(Anomaly.LIMIT);
        assertThat(judged.at()).as(where).isAfterOrEqualTo(before);
        before = judged.at().plus(Duration.ofDays(1));
      }
    }
    assertThat(found).isBetween(1, 10);
  }

  @RepeatedTest(3)
  void theSameSamplesGiveTheSameAnswers(RepetitionInfo run) {
    double[] values = odd(run.getCurrentRepetition());

    assertThat(judge(values)).containsExactly(judge(values));
  }

  @RepeatedTest(3)
  void whatIsThreeWeeksPastDoesNotMatter(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    double[] values = Gauge.daily(run.getCurrentRepetition(), 24 * Gauge.DAY, i -> 0);
    double[] other = values.clone();
    // A week of values, a week that was held against those, a week whose habits stem from that.
    for (int i = 0; i < 2 * Gauge.DAY; i++) {
      other[i] = 1e6 * random.nextGaussian();
    }
    Anomaly[] judged = judge(values);
    Anomaly[] changed = judge(other);
    for (int i = 23 * Gauge.DAY + 10; i < values.length; i++) {
      assertThat(changed[i].score())
          .as("seed %d, sample %d", run.getCurrentRepetition(), i)
          .isCloseTo(judged[i].score(), within(1e-9));
    }
  }
}
