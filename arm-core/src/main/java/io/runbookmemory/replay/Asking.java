package io.runbookmemory.replay;

import io.runbookmemory.recall.Situation;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How the questions of an evaluation are asked: ten answers wanted, and as much time as they take.
 *
 * @param at the time of asking, the same for all
 * @param ownServiceOnly whether only memories of the query's own service may answer. It is an
 *     oracle, since nobody knows the service of the right page in advance: for comparison
 */
public record Asking(Instant at, boolean ownServiceOnly) {

  /** How many answers the metrics look at. */
  static final int TOP_K = 10;

  /** Long enough for a slow machine: what is measured is the order, and the time apart from it. */
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  /**
   * Returns what may answer a query.
   *
   * @param query the query
   * @return everything, unless something is hidden or the service filtered for
   */
  public Filter filter(EvaluationQuery query) {
    List<Filter> parts = new ArrayList<>();
    String service = query.service();
    if (ownServiceOnly && service != null) {
      parts.add(Filter.eq(Field.SERVICE, service));
    }
    if (!query.hidden().isEmpty()) {
      parts.add(Filter.not(new Filter.In<>(Field.KEY, query.hidden())));
    }
    return parts.isEmpty() ? Filter.everything() : new Filter.And(parts);
  }

  /**
   * Returns a query as a situation. The service is not told: a person who asks does not know it.
   *
   * @param query the query
   * @return of the tenant {@code default}
   */
  public Situation situation(EvaluationQuery query) {
    return Situation.builder(query.text(), at)
        .filter(filter(query))
        .topK(TOP_K)
        .deadline(DEADLINE)
        .build();
  }
}
