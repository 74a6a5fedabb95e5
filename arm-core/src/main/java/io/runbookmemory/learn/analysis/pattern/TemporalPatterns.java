package io.runbookmemory.learn.analysis.pattern;

import io.runbookmemory.learn.analysis.signal.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * At which hours of the week and which edges of the month alerts come, beyond chance. Immutable and
 * thread-safe.
 *
 * <p>Hours are those of the zone's wall clock, and each is counted for as long as it was observed:
 * that of a change of the clock for none or for two. The edges of months come first, and their days
 * are left out then; of overlapping windows the one that chance explains least is taken, and the
 * rest of the week is looked at again without it. All windows of all signals count as tests; {@link
 * FalseDiscovery}.
 */
final class TemporalPatterns {

  private static final int ROUNDS = 3;
  private static final double LEAST_LOG = Math.log(1e-4);

  private final PatternPolicy policy;

  /**
   * Creates a finder.
   *
   * @param policy what counts
   */
  TemporalPatterns(PatternPolicy policy) {
    this.policy = policy;
  }

  /**
   * Returns when alerts come.
   *
   * @param log the firings
   * @return the surest first
   */
  List<TemporalPattern> find(AlertLog log) {
    LocalDays days =
        new LocalDays(log, new WallClock(policy.zone(), log.fromMillis(), log.untilMillis()));
    List<TemporalPattern> edges = new ArrayList<>();
    List<TemporalPattern> hours = new ArrayList<>();
    long signals = 0;
    for (Timeline place : Timeline.of(log, policy.fold().toMillis())) {
      for (int i = 0; i < place.signals.size(); i++) {
        if (place.count(i) < policy.leastSupport()) {
          continue;
        }
        signals++;
        int[] presence = days.presence(place.times(i));
        boolean[] leftOut = new boolean[presence.length];
        MonthEdges months = new MonthEdges(days, presence, policy);
        months
            .best(place.signals.get(i))
            .filter(one -> one.logP() <= LEAST_LOG)
            .ifPresent(
                one -> {
                  edges.add(one);
                  months.leaveOut(one.when(), leftOut);
                });
        hours(place.signals.get(i), new HourWindows(days, presence, leftOut), hours);
      }
    }
    List<TemporalPattern> found = significant(edges, MonthEdges.TESTS * signals);
    found.addAll(significant(hours, (long) ROUNDS * HourWindows.TESTS * signals));
    found.sort(Comparator.comparingDouble(TemporalPattern::logP));
    return found;
  }

  private List<TemporalPattern> significant(List<TemporalPattern> candidates, long tests) {
    double[] logs = candidates.stream().mapToDouble(TemporalPattern::logP).toArray();
    double limit = FalseDiscovery.limit(logs, Math.max(1, tests), policy.falseDiscoveryRate());
    List<TemporalPattern> found = new ArrayList<>(candidates);
    found.removeIf(one -> one.logP() > limit);
    return found;
  }

  private void hours(Signal signal, HourWindows week, List<TemporalPattern> candidates) {
    HourWindows rest = week;
    for (int round = 0; round < ROUNDS; round++) {
      HourWindows.Found best = rest.best(policy.leastSupport());
      if (best == null) {
        return;
      }
      HourWindows outside = rest.without(best);
      double usual =
          Math.max(
              rest.chance(best.days(), best.start(), best.length(), outside.rate()),
              0.5 / best.occasions());
      double lift = (double) best.support() / best.occasions() / usual;
      if (lift >= policy.leastLift()) {
        When when = new When.Hours(best.days(), best.start(), best.length(), policy.zone());
        candidates.add(
            new TemporalPattern(signal, when, best.support(), best.occasions(), lift, best.logP()));
      }
      rest = outside;
    }
  }
}
