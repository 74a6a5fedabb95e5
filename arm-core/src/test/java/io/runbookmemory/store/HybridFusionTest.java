package io.runbookmemory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ranking.HybridFusion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HybridFusionTest {

  private static final MemoryId A = MemoryId.named("test", "a");
  private static final MemoryId B = MemoryId.named("test", "b");
  private static final MemoryId C = MemoryId.named("test", "c");

  @Test
  void firstOnBothLegsIsOneAndFirstOnOneIsHalf() {
    Map<MemoryId, Double> scores = HybridFusion.scores(List.of(A, B), List.of(A, C));

    assertThat(scores).containsOnlyKeys(A, B, C).containsEntry(A, 1.0);
    assertThat(HybridFusion.scores(List.of(A), List.of())).isEqualTo(Map.of(A, 0.5));
    assertThat(scores.get(B)).isEqualTo(scores.get(C)).isCloseTo(11.0 / 24, within(1e-12));
  }

  @Test
  void aBetterRankScoresHigher() {
    Map<MemoryId, Double> scores = HybridFusion.scores(List.of(A, B, C), List.of(B, A));

    assertThat(scores.get(A)).isEqualTo(scores.get(B));
    assertThat(scores.get(C)).isLessThan(scores.get(A)).isPositive();
  }

  @Test
  void candidatesGrowWithTheAnswerAndDoNotOverflow() {
    assertThat(HybridFusion.candidates(1)).isEqualTo(40);
    assertThat(HybridFusion.candidates(13)).isEqualTo(40);
    assertThat(HybridFusion.candidates(14)).isEqualTo(42);
    assertThat(HybridFusion.candidates(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void aTextScoreRisesWithBm25BelowOne() {
    assertThat(HybridFusion.textScore(0)).isZero();
    assertThat(HybridFusion.textScore(10)).isEqualTo(0.5);
    assertThat(HybridFusion.textScore(30)).isGreaterThan(HybridFusion.textScore(29)).isLessThan(1);
  }
}
