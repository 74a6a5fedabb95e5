package io.runbookmemory.replay;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What an evaluation says of one kind of query. The ranking is measured over the queries that have
 * an answer, abstention, latency and context over all.
 *
 * @param asked how many queries there are
 * @param n how many of them have an answer
 * @param ndcgAt10 the mean of {@link RankingMetrics#ndcgAt10}
 * @param recallAt5 the mean of {@link RankingMetrics#recallAt5}
 * @param mrrAt10 the mean of {@link RankingMetrics#mrrAt10}
 * @param pAt1 the mean of {@link RankingMetrics#pAt1}
 * @param abstention how well it knows what it does not know
 * @param latency how long the answers took
 * @param contextTokens an estimate of the tokens that a language model would be shown, the mean
 */
public record Scores(
    int asked,
    int n,
    Estimate ndcgAt10,
    Estimate recallAt5,
    Estimate mrrAt10,
    Estimate pAt1,
    Abstention abstention,
    Latency latency,
    double contextTokens) {

  /** A query and its answer. */
  record Asked(EvaluationQuery query, Answer answer) {}

  static Scores of(List<Asked> asked, Bootstrap bootstrap) {
    List<RankingMetrics> ranked =
        asked.stream()
            .filter(one -> one.query().answerable())
            .map(one -> RankingMetrics.of(one.answer().ranking(), one.query().grades()))
            .toList();
    return new Scores(
        asked.size(),
        ranked.size(),
        mean(ranked, RankingMetrics::ndcgAt10, bootstrap),
        mean(ranked, RankingMetrics::recallAt5, bootstrap),
        mean(ranked, RankingMetrics::mrrAt10, bootstrap),
        mean(ranked, RankingMetrics::pAt1, bootstrap),
        abstention(asked, bootstrap),
        Latency.of(asked.stream().map(one -> one.answer().took()).toList()),
        asked.stream().mapToInt(one -> one.answer().contextTokens()).average().orElse(0));
  }

  private static Estimate mean(
      List<RankingMetrics> ranked, ToDoubleFunction<RankingMetrics> metric, Bootstrap bootstrap) {
    return bootstrap.estimate(
        ranked, sample -> sample.stream().mapToDouble(metric).average().orElse(Double.NaN));
  }

  private static Abstention abstention(List<Asked> asked, Bootstrap bootstrap) {
    Predicate<Asked> abstained = one -> one.answer().abstained();
    Predicate<Asked> unanswerable = one -> !one.query().answerable();
    return new Abstention(
        count(asked, unanswerable),
        count(asked, abstained),
        count(asked, abstained.and(unanswerable)),
        bootstrap.estimate(asked, sample -> share(sample, unanswerable, abstained)),
        bootstrap.estimate(asked, sample -> share(sample, abstained, unanswerable)));
  }

  /** Returns the share of what has one property among those that have another; NaN of none. */
  private static double share(List<Asked> sample, Predicate<Asked> of, Predicate<Asked> among) {
    return (double) count(sample, of.and(among)) / count(sample, among);
  }

  private static int count(List<Asked> sample, Predicate<Asked> property) {
    return (int) sample.stream().filter(property).count();
  }
}
