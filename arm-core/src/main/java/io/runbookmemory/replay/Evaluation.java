package io.runbookmemory.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Questions with known answers, asked one after the other: how good the order of what comes back
 * is, whether it knows what it does not know, how long it takes, and how much context it makes.
 * Thread-safe if the ranker is.
 */
public final class Evaluation {

  /** The kind that stands for all queries together. */
  public static final String ALL = "ALL";

  private final List<EvaluationQuery> queries;
  private final Bootstrap bootstrap;

  /**
   * Creates an evaluation.
   *
   * @param queries what to ask
   * @param bootstrap how to find the confidence intervals
   */
  public Evaluation(Collection<EvaluationQuery> queries, Bootstrap bootstrap) {
    this.queries = List.copyOf(queries);
    this.bootstrap = bootstrap;
  }

  /**
   * Asks all queries.
   *
   * @param ranker what to ask
   * @param progress is told after each query how many were asked
   * @return the scores of each kind, and of {@value #ALL} together, by name; none without a query
   */
  public Map<String, Scores> run(Ranker ranker, LongConsumer progress) {
    Map<String, List<Scores.Asked>> byKind = new TreeMap<>();
    long asked = 0;
    for (EvaluationQuery query : queries) {
      Scores.Asked one = new Scores.Asked(query, ranker.answer(query));
      byKind.computeIfAbsent(query.kind(), kind -> new ArrayList<>()).add(one);
      byKind.computeIfAbsent(ALL, kind -> new ArrayList<>()).add(one);
      progress.accept(++asked);
    }
    Map<String, Scores> scores = new TreeMap<>();
    byKind.forEach((kind, answers) -> scores.put(kind, Scores.of(answers, bootstrap)));
    return scores;
  }
}
