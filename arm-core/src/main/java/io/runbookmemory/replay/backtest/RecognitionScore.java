package io.runbookmemory.replay.backtest;

import io.runbookmemory.replay.Bootstrap;
import io.runbookmemory.replay.Estimate;
import java.util.List;

/**
 * How well something knows what had happened before. It answers what it is sure enough of, and
 * abstains else.
 *
 * @param threshold the least certainty of an answer
 * @param repeated how many incidents had happened before
 * @param first how many had not
 * @param recallAt5 over the repeated: the share of the earlier ones among the first five of the
 *     answer, 0 where it abstains
 * @param falseAlarms over the first ones: how often there was an answer; lower is better
 */
public record RecognitionScore(
    double threshold, int repeated, int first, Estimate recallAt5, Estimate falseAlarms) {

  /**
   * Returns the score of answers.
   *
   * @param answers one for each incident
   * @param threshold the least certainty of an answer
   * @param bootstrap how to find the confidence intervals
   * @return the score
   */
  public static RecognitionScore of(
      List<Recognition> answers, double threshold, Bootstrap bootstrap) {
    List<Recognition> repeated = answers.stream().filter(Recognition::repeated).toList();
    List<Recognition> first = answers.stream().filter(one -> !one.repeated()).toList();
    return new RecognitionScore(
        threshold,
        repeated.size(),
        first.size(),
        bootstrap.estimate(repeated, some -> recallAt5(some, threshold)),
        bootstrap.estimate(first, some -> falseAlarms(some, threshold)));
  }

  /**
   * Returns the threshold that serves some answers best: the most recall@5 less false alarms
   * (Youden, Cancer 1950), and of those that are even the highest.
   *
   * @param answers one for each incident, of another time than those that are scored with it
   * @return the certainty of one of them; 0 if there is none
   */
  public static double bestThreshold(List<Recognition> answers) {
    List<Recognition> repeated = answers.stream().filter(Recognition::repeated).toList();
    List<Recognition> first = answers.stream().filter(one -> !one.repeated()).toList();
    double best = Double.NEGATIVE_INFINITY;
    double threshold = 0;
    for (double one :
        answers.stream().mapToDouble(Recognition::certainty).sorted().distinct().toArray()) {
      double gain = recallAt5(repeated, one) - falseAlarms(first, one);
      if (gain >= best) {
        best = gain;
        threshold = one;
      }
    }
    return threshold;
  }

  private static double recallAt5(List<Recognition> repeated, double threshold) {
    return repeated.stream()
        .mapToDouble(one -> one.certainty() >= threshold ? one.recallAt5() : 0)
        .average()
        .orElse(0);
  }

  private static double falseAlarms(List<Recognition> first, double threshold) {
    return first.stream()
        .mapToDouble(one -> one.certainty() >= threshold && !one.found().isEmpty() ? 1 : 0)
        .average()
        .orElse(0);
  }
}
