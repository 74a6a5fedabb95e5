package io.runbookmemory.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {

  private static final double[] POOL = {0.80, 0.82, 0.84, 0.88};

  private static Evidence vectors(double similarity, double lead, double share, double passages) {
    return new Evidence(similarity, lead, 0.5, share, share, passages, false, false, false);
  }

  private static double relevance(String model, Evidence evidence) {
    return Calibration.of(model, POOL).relevance(evidence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bge-small-en-v1.5-q", "a model that nobody has measured"})
  void moreEvidenceIsNeverLessRelevant(String model) {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      double[] low = random.doubles(4).toArray();
      double[] high = random.doubles(4).toArray();
      for (int j = 0; j < 4; j++) {
        high[j] = Math.max(low[j], high[j]);
      }
      Evidence less = vectors(low[0], low[1], low[2], 1 + 9 * high[3]);
      Evidence more = vectors(high[0], high[1], high[2], 1 + 9 * low[3]);

      assertThat(relevance(model, more)).isGreaterThanOrEqualTo(relevance(model, less));
      assertThat(relevance(model, more)).isBetween(0.0, 1.0);
    }
  }

  @Test
  void theSamePlaceIsMoreRelevantAndCannotHideAMuchBetterMatch() {
    UnaryOperator<Evidence> here =
        one ->
            new Evidence(
                one.similarity(),
                one.leadSimilarity(),
                one.textScore(),
                one.textShare(),
                one.titleShare(),
                one.passages(),
                true,
                true,
                true);
    Evidence weak = vectors(0.80, 0.78, 0.3, 1);
    Evidence good = vectors(0.90, 0.88, 1.0, 1);
    String model = "bge-small-en-v1.5-q";

    assertThat(relevance(model, here.apply(weak))).isGreaterThan(relevance(model, weak));
    assertThat(relevance(model, good)).isGreaterThan(relevance(model, here.apply(weak)));
  }

  @Test
  void aModelWithoutACurveIsReadByWhereItsSimilaritiesLie() {
    double[] low = {0.40, 0.46, 0.52, 0.64};
    Evidence there = vectors(0.64, 0.64, 1, 1);

    double mean = (0.40 + 0.46 + 0.52 + 0.64) / 4;
    double same = 1 - (1 - 0.64) * (1 - 0.8375) / (1 - mean);
    assertThat(Calibration.of("low", low).relevance(there))
        .isCloseTo(relevance("bge-small-en-v1.5-q", vectors(same, same, 1, 1)), within(1e-9));
  }

  @Test
  void whatHasNoVectorIsJudgedByItsWords() {
    Evidence words = new Evidence(null, null, 0.6, 1, 1, 1, false, false, false);

    assertThat(relevance("bge-small-en-v1.5-q", words))
        .isEqualTo(Calibration.of(null, new double[0]).relevance(words))
        .isGreaterThan(Strength.STRONG_FROM);
  }

  @Test
  void weightsAddUpToOne() {
    assertThatThrownBy(() -> RecallPolicy.builder().weights(0.5, 0.5, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weights must be at least 0 and add up to 1, got 0.5, 0.5 and 0.5");
    assertThatThrownBy(() -> RecallPolicy.builder().weights(1.5, -0.5, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(RecallPolicy.builder().weights(1, 0, 0).build().score(0.7, 0.1, 0.1)).isEqualTo(0.7);
    assertThatThrownBy(() -> RecallPolicy.builder().copies(0))
        .hasMessage("copies must be at least 1, got 0");
  }
}
