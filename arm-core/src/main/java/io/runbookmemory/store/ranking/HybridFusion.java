package io.runbookmemory.store.ranking;

import io.runbookmemory.memory.MemoryId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How every store joins the two legs of a hybrid search into one score: reciprocal rank fusion
 * (Cormack, Clarke and Büttcher, SIGIR 2009), rescaled to [0, 1] so that 1 is first on both legs.
 */
public final class HybridFusion {

  /**
   * The rank constant. The paper's 60 is for runs of a thousand; 10 was better on runbooks (nDCG@10
   * .770 for BM25 with bge-small).
   */
  private static final double RANK_CONSTANT = 10;

  private HybridFusion() {}

  /**
   * Returns how many candidates each leg should bring.
   *
   * @param topK how many hits are wanted
   * @return at least 40
   */
  public static int candidates(int topK) {
    return Math.max(40, (int) Math.min(Integer.MAX_VALUE, 3L * topK));
  }

  /**
   * Returns the fused score of every memory on either leg.
   *
   * @param vectorLeg the ids that the vector found, best first
   * @param textLeg the ids that the words found, best first
   * @return scores in (0, 1]
   */
  public static Map<MemoryId, Double> scores(
      Collection<MemoryId> vectorLeg, Collection<MemoryId> textLeg) {
    Map<MemoryId, Double> scores = new HashMap<>();
    for (Collection<MemoryId> leg : List.of(vectorLeg, textLeg)) {
      int rank = 0;
      for (MemoryId id : leg) {
        rank++;
        scores.merge(id, (RANK_CONSTANT + 1) / (2 * (RANK_CONSTANT + rank)), Double::sum);
      }
    }
    return scores;
  }

  /**
   * Returns a BM25 score on the scale of [0, 1): monotone, and comparable within one answer.
   *
   * @param bm25 at least 0
   * @return {@code bm25 / (bm25 + 10)}
   */
  public static double textScore(double bm25) {
    return bm25 <= 0 ? 0 : bm25 / (bm25 + 10);
  }
}
