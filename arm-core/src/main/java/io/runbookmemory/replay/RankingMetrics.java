package io.runbookmemory.replay;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How good the order of an answer is. All in [0, 1], higher is better.
 *
 * @param n over how many queries
 * @param ndcgAt10 normalised discounted cumulative gain of the first ten, with the grade as the
 *     gain (Järvelin and Kekäläinen, TOIS 2002), over the ideal order of all that is judged
 * @param recallAt5 the share of the documents of the highest grade 2 that are among the first five
 * @param mrrAt10 one over the rank of the first document of any grade, 0 beyond ten
 * @param pAt1 whether the first document has any grade
 */
public record RankingMetrics(
    int n, double ndcgAt10, double recallAt5, double mrrAt10, double pAt1) {

  private static final int BEST_GRADE = 2;

  /**
   * Returns the metrics of one answer.
   *
   * @param ranking the documents that came back, best first; what comes again counts for nothing
   * @param grades the grades of the documents that are right, above 0; at least one
   * @return with {@code n} 1
   */
  public static RankingMetrics of(List<String> ranking, Map<String, Integer> grades) {
    if (grades.values().stream().noneMatch(grade -> grade > 0)) {
      throw new IllegalArgumentException(
          "at least 1 document must have a grade above 0, got " + grades);
    }
    List<Integer> ideal =
        grades.values().stream().sorted((one, other) -> other - one).limit(10).toList();
    Set<String> seen = new HashSet<>();
    List<Integer> gains =
        ranking.stream()
            .limit(10)
            .map(id -> seen.add(id) ? grades.getOrDefault(id, 0) : 0)
            .toList();
    int first = 0;
    while (first < gains.size() && gains.get(first) == 0) {
      first++;
    }
    boolean found = first < gains.size();
    long best = grades.values().stream().filter(grade -> grade == BEST_GRADE).count();
    long bestFound = gains.stream().limit(5).filter(gain -> gain == BEST_GRADE).count();
    return new RankingMetrics(
        1,
        discounted(gains) / discounted(ideal),
        best == 0 ? 0 : (double) bestFound / best,
        found ? 1.0 / (first + 1) : 0,
        found && first == 0 ? 1 : 0);
  }

  private static double discounted(List<Integer> gains) {
    double sum = 0;
    for (int i = 0; i < gains.size(); i++) {
      sum += gains.get(i) / (Math.log(i + 2) / Math.log(2));
    }
    return sum;
  }

  /**
   * Returns the mean of several answers.
   *
   * @param each the metrics of each
   * @return all zero if there is none
   */
  public static RankingMetrics mean(Collection<RankingMetrics> each) {
    return new RankingMetrics(
        each.size(),
        each.stream().mapToDouble(RankingMetrics::ndcgAt10).average().orElse(0),
        each.stream().mapToDouble(RankingMetrics::recallAt5).average().orElse(0),
        each.stream().mapToDouble(RankingMetrics::mrrAt10).average().orElse(0),
        each.stream().mapToDouble(RankingMetrics::pAt1).average().orElse(0));
  }
}
