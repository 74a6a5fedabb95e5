package io.runbookmemory.examples.daemon.budget;

import io.runbookmemory.slo.BurnRate;
import io.runbookmemory.slo.Classification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * How a budget went, as it was judged every ten minutes: some 90 days at most, and after a start as
 * far as was asked for then. Thread-safe.
 */
final class BudgetHistory {

  private static final Duration GRID = Duration.ofMinutes(10);

  /** Of 48 bytes each. */
  private static final int MOST = 13_000;

  private final Deque<Budgets.Point> points = new ArrayDeque<>();
  private Instant next = Instant.MIN;

  synchronized boolean isDue(Instant at) {
    return !at.isBefore(next);
  }

  /** Notes a verdict, with the burn rate over the long window of the quickest pair. */
  synchronized void add(Classification judged) {
    BurnRate burn = judged.pairs().getFirst().longBurn();
    points.add(new Budgets.Point(judged.at(), burn.value(), judged.budget().remaining()));
    next = judged.at().plus(GRID);
    if (points.size() > MOST) {
      points.remove();
    }
  }

  /** Returns what was judged since a time, thinned evenly; the last one is always there. */
  synchronized List<Budgets.Point> since(Instant from, int most) {
    List<Budgets.Point> all = points.stream().filter(one -> !one.at().isBefore(from)).toList();
    if (all.size() <= most) {
      return all;
    }
    List<Budgets.Point> some = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      some.add(all.get((int) ((long) i * (all.size() - 1) / (most - 1))));
    }
    return some;
  }
}
