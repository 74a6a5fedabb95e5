package io.runbookmemory.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RankingMetricsTest {

  private static final Offset<Double> EXACT = within(1e-9);

  @Test
  void anExampleByHand() {
    // Gains 0, 2, 0, 1 at ranks 1 to 4; discounts log2(rank + 1): 1, 1.585, 2, 2.3219.
    // DCG = 2 / 1.5849625 + 1 / 2.3219281 = 1.2618595 + 0.4306766 = 1.6925361.
    // Ideal 2, 2, 1: 2 + 2 / 1.5849625 + 1 / 2 = 3.7618595. nDCG = 0.4499201.
    RankingMetrics metrics =
        RankingMetrics.of(List.of("x", "a", "y", "c"), Map.of("a", 2, "b", 2, "c", 1));

    assertThat(metrics.n()).isEqualTo(1);
    assertThat(metrics.ndcgAt10()).isEqualTo(0.4499201, within(1e-6));
    assertThat(metrics.recallAt5()).isEqualTo(0.5);
    assertThat(metrics.mrrAt10()).isEqualTo(0.5);
    assertThat(metrics.pAt1()).isZero();
  }

  @Test
  void theIdealOrderScoresOneAndEqualGradesMayStandInAnyOrder() {
    Map<String, Integer> grades = Map.of("a", 2, "b", 1, "c", 1);

    assertThat(RankingMetrics.of(List.of("a", "b", "c"), grades))
        .isEqualTo(new RankingMetrics(1, 1, 1, 1, 1))
        .isEqualTo(RankingMetrics.of(List.of("a", "c", "b"), grades));
  }

  @Test
  void anEmptyRankingScoresZero() {
    assertThat(RankingMetrics.of(List.of(), Map.of("a", 2)))
        .isEqualTo(new RankingMetrics(1, 0, 0, 0, 0));
  }

  @Test
  void aRankingOfFewerThanTenIsMeasuredAgainstAllThatIsRight() {
    Map<String, Integer> grades = Map.of("a", 1, "b", 1);

    double both = RankingMetrics.of(List.of("a", "b"), grades).ndcgAt10();
    double one = RankingMetrics.of(List.of("a"), grades).ndcgAt10();

    assertThat(both).isEqualTo(1, EXACT);
    assertThat(one).isEqualTo(1 / (1 + Math.log(2) / Math.log(3)), EXACT);
  }

  @Test
  void whatComesAfterTheTenthPlaceDoesNotCount() {
    List<String> ranking =
        IntStream.rangeClosed(1, 11).mapToObj(i -> i == 11 ? "a" : "x" + i).toList();

    RankingMetrics metrics = RankingMetrics.of(ranking, Map.of("a", 2));

    assertThat(metrics).isEqualTo(new RankingMetrics(1, 0, 0, 0, 0));
  }

  @Test
  void moreThanTenRightAnswersCanStillScoreOne() {
    Map<String, Integer> grades = new java.util.HashMap<>();
    IntStream.rangeClosed(1, 12).forEach(i -> grades.put("d" + i, 1));
    List<String> ranking = IntStream.rangeClosed(1, 10).mapToObj(i -> "d" + i).toList();

    assertThat(RankingMetrics.of(ranking, grades).ndcgAt10()).isEqualTo(1, EXACT);
  }

  @Test
  void recallAtFiveCountsTheHighestGradeAmongTheFirstFive() {
    Map<String, Integer> grades = Map.of("a", 2, "b", 2, "c", 1);
    List<String> ranking = List.of("c", "a", "x", "y", "z", "b");

    RankingMetrics metrics = RankingMetrics.of(ranking, grades);

    assertThat(metrics.recallAt5()).isEqualTo(0.5);
    assertThat(metrics.mrrAt10()).isEqualTo(1);
    assertThat(metrics.pAt1()).isEqualTo(1);
    assertThat(RankingMetrics.of(List.of("c"), Map.of("c", 1)).recallAt5()).isZero();
  }

  @Test
  void theMeanWeighsEachAnswerAlike() {
    RankingMetrics good = new RankingMetrics(1, 1, 1, 1, 1);
    RankingMetrics bad = new RankingMetrics(1, 0, 0.5, 0.25, 0);

    assertThat(RankingMetrics.mean(List.of(good, bad)))
        .isEqualTo(new RankingMetrics(2, 0.5, 0.75, 0.625, 0.5));
    assertThat(RankingMetrics.mean(List.of())).isEqualTo(new RankingMetrics(0, 0, 0, 0, 0));
  }

  @Test
  void aQueryWithoutARightAnswerCannotBeMeasured() {
    assertThatThrownBy(() -> RankingMetrics.of(List.of("a"), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
    assertThatThrownBy(() -> RankingMetrics.of(List.of("a"), Map.of("a", 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
  }

  @Test
  void aDocumentThatComesBackTwiceCountsOnce() {
    RankingMetrics metrics = RankingMetrics.of(List.of("a", "a", "b"), Map.of("a", 2, "b", 2));

    // 2 + 2 / log2(4) over 2 + 2 / log2(3)
    assertThat(metrics.ndcgAt10()).isEqualTo(3 / (2 + 2 * Math.log(2) / Math.log(3)), EXACT);
    assertThat(metrics.recallAt5()).isEqualTo(1);
  }
}
