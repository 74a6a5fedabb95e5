package io.runbookmemory.learn.analysis.pattern;

/**
 * The episodes of something and, for each, the same time of the week in other weeks without one:
 * its counterparts. Each weighs as much as goes on around it in its place, one for itself and one
 * for every episode within the window before or after: at a time at which much fires, much follows
 * everything.
 */
final class Counterparts {

  /** How many weeks before and after: near enough that neither has become another service. */
  private static final int WEEKS = 8;

  private final long window;
  private final long[] exposed;
  private final int[] weights;
  private final int[] first;
  private final long[] times;
  private final int[] timeWeights;
  private int count;
  private int size;

  private Counterparts(int episodes, long window) {
    this.window = window;
    this.exposed = new long[episodes];
    this.weights = new int[episodes];
    this.first = new int[episodes + 1];
    this.times = new long[2 * WEEKS * episodes];
    this.timeWeights = new int[2 * WEEKS * episodes];
  }

  /**
   * Finds counterparts.
   *
   * @param episodes when they began, ascending
   * @param own whether they are episodes of the place
   */
  static Counterparts of(
      long[] episodes, boolean own, long window, OrdinaryHours hours, WallClock clock) {
    Counterparts found = new Counterparts(episodes.length, window);
    for (long at : episodes) {
      if (!hours.has(at, window)) {
        continue;
      }
      int before = found.size;
      for (int week = -WEEKS; week <= WEEKS; week++) {
        long other = week == 0 ? at : clock.plusDays(at, 7 * week);
        if (hours.has(other, window) && isWithout(episodes, other, window)) {
          found.times[found.size] = other;
          found.timeWeights[found.size++] = 1 + hours.around(other, window);
        }
      }
      if (found.size > before) {
        found.exposed[found.count] = at;
        found.weights[found.count++] = 1 + hours.around(at, window) - (own ? 1 : 0);
        found.first[found.count] = found.size;
      }
    }
    return found;
  }

  /** Returns whether no episode begins so near that its window touches this one. */
  private static boolean isWithout(long[] episodes, long at, long window) {
    int next = Timeline.firstFrom(episodes, at - window);
    return next == episodes.length || episodes[next] > at + window;
  }

  /** Compares what followed the episodes with what followed their counterparts. */
  Comparison with(long[] other) {
    int followed = 0;
    int strata = 0;
    double mean = 0;
    double expected = 0;
    for (int i = 0; i < count; i++) {
      int own = follows(other, exposed[i]);
      int weight = Math.max(1, weights[i] - own);
      int hits = 0;
      int theirWeight = 0;
      for (int j = first[i]; j < first[i + 1]; j++) {
        int hit = follows(other, times[j]);
        hits += hit;
        theirWeight += Math.max(1, timeWeights[j] - hit);
      }
      followed += own;
      expected += Math.min(1, (double) hits * weight / theirWeight);
      if (own + hits > 0) {
        strata++;
        mean += Math.min(1, (double) (own + hits) * weight / (weight + theirWeight));
      }
    }
    double log = strata == 0 ? 0 : Tails.binomial(followed, strata, mean / strata);
    return new Comparison(followed, count, size, expected, log);
  }

  private int follows(long[] other, long at) {
    int next = Timeline.firstFrom(other, at);
    return next < other.length && other[next] <= at + window ? 1 : 0;
  }
}
