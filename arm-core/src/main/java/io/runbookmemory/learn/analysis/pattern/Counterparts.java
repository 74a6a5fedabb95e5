package io.runbookmemory.learn.analysis.pattern;

/**
 * The episodes of something and, for each, the same time of the week in other weeks without one:
 * its counterparts, the nearest first. No two of them overlap, so that none is counted twice; of
 * what comes every Monday some share few. Each weighs as much as goes on around it in its place,
 * one for itself and one for every episode within the window before or after: at a time at which
 * much fires, much follows everything.
 */
final class Counterparts {

  /** How many weeks before and after: near enough that neither has become another service. */
  private static final int WEEKS = 8;

  private static final int MOST = 2 * WEEKS;

  private final long window;
  private final OrdinaryHours hours;
  private final long[] episodes;
  private final long[] exposed;
  private final int[] weights;
  private final long[] times;
  private final int[] timeWeights;
  private final int[] sizes;
  private int count;

  private Counterparts(long[] episodes, long window, OrdinaryHours hours) {
    this.window = window;
    this.hours = hours;
    this.episodes = episodes;
    this.exposed = new long[episodes.length];
    this.weights = new int[episodes.length];
    this.sizes = new int[episodes.length];
    this.times = new long[MOST * episodes.length];
    this.timeWeights = new int[MOST * episodes.length];
  }

  /**
   * Finds counterparts.
   *
   * @param episodes when they began, ascending
   * @param own whether they are episodes of the place
   */
  static Counterparts of(
      long[] episodes, boolean own, long window, OrdinaryHours hours, WallClock clock) {
    Counterparts found = new Counterparts(episodes, window, hours);
    for (long at : episodes) {
      if (hours.has(at, window)) {
        found.exposed[found.count] = at;
        found.weights[found.count++] = 1 + hours.around(at, window) - (own ? 1 : 0);
      }
    }
    long[] taken = hours.slots(window);
    for (int week = 1; week <= WEEKS; week++) {
      for (int i = 0; i < found.count; i++) {
        found.take(i, clock.plusDays(found.exposed[i], -7 * week), taken);
        found.take(i, clock.plusDays(found.exposed[i], 7 * week), taken);
      }
    }
    return found;
  }

  private void take(int episode, long at, long[] taken) {
    if (hours.has(at, window) && isWithout(at) && hours.take(at, window, taken)) {
      int index = MOST * episode + sizes[episode]++;
      times[index] = at;
      timeWeights[index] = 1 + hours.around(at, window);
    }
  }

  /** Returns whether no episode begins so near that its window touches this one. */
  private boolean isWithout(long at) {
    int next = Timeline.firstFrom(episodes, at - window);
    return next == episodes.length || episodes[next] > at + window;
  }

  /** Compares what followed the episodes with what followed their counterparts. */
  Comparison with(long[] other) {
    int followed = 0;
    int compared = 0;
    int strata = 0;
    long counterparts = 0;
    double mean = 0;
    double expected = 0;
    for (int i = 0; i < count; i++) {
      if (sizes[i] == 0) {
        continue;
      }
      int own = follows(other, exposed[i]);
      int weight = Math.max(1, weights[i] - own);
      int hits = 0;
      int theirWeight = 0;
      for (int j = MOST * i; j < MOST * i + sizes[i]; j++) {
        int hit = follows(other, times[j]);
        hits += hit;
        theirWeight += Math.max(1, timeWeights[j] - hit);
      }
      compared++;
      counterparts += sizes[i];
      followed += own;
      expected += Math.min(1, (double) hits * weight / theirWeight);
      if (own + hits > 0) {
        strata++;
        mean += Math.min(1, (double) (own + hits) * weight / (weight + theirWeight));
      }
    }
    double log = strata == 0 ? 0 : Tails.binomial(followed, strata, mean / strata);
    return new Comparison(followed, compared, counterparts, expected, log);
  }

  private int follows(long[] other, long at) {
    int next = Timeline.firstFrom(other, at);
    return next < other.length && other[next] <= at + window ? 1 : 0;
  }
}
