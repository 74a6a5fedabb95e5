package io.runbookmemory.learn.analysis.pattern;

import io.runbookmemory.learn.analysis.signal.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which alert is followed by which, beyond chance: of all pairs of one environment and cluster that
 * fired often enough. Immutable and thread-safe.
 *
 * <p>Method, for a pair A, B:
 *
 * <ol>
 *   <li>Firings of one signal in a row are one episode, so that flapping counts once.
 *   <li>Each episode of A is compared with the same time of the week, by the zone's wall clock, in
 *       up to 16 weeks around it in which A did not fire: whether B begins within the window. Two
 *       alerts that both come with the nightly batch follow each other no more often than at their
 *       counterparts. See {@link Comparison}.
 *   <li>Hours of a storm and the edges of months are left out on both sides.
 *   <li>All ordered pairs count as tests, those that never met as well; {@link FalseDiscovery}.
 *   <li>Direction by the asymmetry of the lag: B must begin more often after A than before it
 *       (two-sided sign test, 5 %), else the two come together and neither is the first.
 * </ol>
 *
 * <p>What it cannot see: B after A where A comes in every week at the same time. Nothing tells that
 * from a common clock.
 */
final class AlertCorrelation {

  /** What is likelier by chance is never a finding, and not kept until the end. */
  private static final double LEAST_LOG = Math.log(0.001);

  /** What is likelier by a steady chance over the whole period is not looked at closely. */
  private static final double SIEVE = Math.log(1e-4);

  private final PatternPolicy policy;

  /**
   * Creates a finder.
   *
   * @param policy what counts
   */
  AlertCorrelation(PatternPolicy policy) {
    this.policy = policy;
  }

  /** A pair that may be a finding. */
  private record Candidate(Timeline place, int first, int second, Comparison comparison) {}

  /**
   * Returns the pairs that come together beyond chance, each pair once.
   *
   * @param log the firings
   * @return the surest first
   */
  List<Correlation> find(AlertLog log) {
    WallClock clock = new WallClock(policy.zone(), log.fromMillis(), log.untilMillis());
    List<Candidate> candidates = new ArrayList<>();
    long tests = 0;
    for (Timeline place : Timeline.of(log, policy.fold().toMillis())) {
      long eligible = 0;
      for (int i = 0; i < place.signals.size(); i++) {
        eligible += place.count(i) >= policy.leastSupport() ? 1 : 0;
      }
      tests += eligible * (eligible - 1);
      if (eligible > 1) {
        new Pairs(place, log, clock).collect(candidates);
      }
    }
    double[] logs = candidates.stream().mapToDouble(one -> one.comparison.logP()).toArray();
    double limit = FalseDiscovery.limit(logs, Math.max(1, tests), policy.falseDiscoveryRate());
    candidates.removeIf(one -> one.comparison.logP() > limit);
    candidates.sort((one, other) -> Double.compare(one.comparison.logP(), other.comparison.logP()));
    return once(candidates, clock);
  }

  /** A pair found in both directions is one finding. */
  private List<Correlation> once(List<Candidate> candidates, WallClock clock) {
    List<Correlation> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Candidate one : candidates) {
      Lags lags =
          Lags.of(
              one.place.times(one.first), one.place.times(one.second), policy.window().toMillis());
      Signal first = one.place.signals.get(one.first);
      Signal second = one.place.signals.get(one.second);
      if (lags.days(clock) < policy.leastSupport() || lags.leads() == Lags.Order.SECOND_LEADS) {
        continue;
      }
      Correlation correlation =
          Correlation.of(first, second, one.comparison, lags, policy.window());
      if (seen.add(correlation.key())) {
        found.add(correlation);
      }
    }
    return found;
  }

  /** The pairs of one place. */
  private final class Pairs {

    private final Timeline place;
    private final OrdinaryHours hours;
    private final WallClock clock;
    private final double span;
    private final int[] met;
    private final int[] stamp;

    Pairs(Timeline place, AlertLog log, WallClock clock) {
      this.place = place;
      this.hours = OrdinaryHours.of(place, log, clock);
      this.clock = clock;
      this.span = log.untilMillis() - log.fromMillis();
      this.met = new int[place.signals.size()];
      this.stamp = new int[place.signals.size()];
    }

    void collect(List<Candidate> candidates) {
      for (int first = 0; first < place.signals.size(); first++) {
        if (place.count(first) >= policy.leastSupport()) {
          collect(first, candidates);
        }
      }
    }

    private void collect(int first, List<Candidate> candidates) {
      long window = policy.window().toMillis();
      long[] episodes = place.times(first);
      meet(first, episodes, window);
      Counterparts counterparts = null;
      for (int second = 0; second < met.length; second++) {
        double chance = Math.min(1, place.count(second) * window / span);
        if (second == first
            || met[second] < policy.leastSupport()
            || Tails.binomial(met[second], episodes.length, chance) > SIEVE) {
          continue;
        }
        if (counterparts == null) {
          counterparts = Counterparts.of(episodes, true, window, hours, clock);
        }
        Comparison comparison = counterparts.with(place.times(second));
        if (comparison.followed() >= policy.leastSupport()
            && comparison.lift() >= policy.leastLift()
            && comparison.logP() <= LEAST_LOG) {
          candidates.add(new Candidate(place, first, second, comparison));
        }
      }
    }

    /** Counts after how many episodes each signal began; only a sieve, which finds nothing. */
    private void meet(int first, long[] episodes, long window) {
      Arrays.fill(met, 0);
      Arrays.fill(stamp, -1);
      for (int i = 0; i < episodes.length; i++) {
        long end = episodes[i] + window;
        int next = Timeline.firstFrom(place.at, episodes[i]);
        for (; next < place.at.length && place.at[next] <= end; next++) {
          int second = place.who[next];
          if (second != first && stamp[second] != i) {
            stamp[second] = i;
            met[second]++;
          }
        }
      }
    }
  }
}
