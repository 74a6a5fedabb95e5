package io.runbookmemory.learn.analysis.pattern;

import io.runbookmemory.learn.analysis.signal.Signal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * Which edge of the month one signal prefers: its first or its last one to three days. Months are
 * counted, not firings, and compared with the share of days on which it comes at all.
 */
final class MonthEdges {

  private static final int LONGEST = 3;

  /** How many edges are tested. */
  static final int TESTS = 2 * LONGEST;

  private final LocalDays days;
  private final int[] presence;
  private final PatternPolicy policy;
  private final int since;

  MonthEdges(LocalDays days, int[] presence, PatternPolicy policy) {
    this.days = days;
    this.presence = presence;
    this.policy = policy;
    this.since = LocalDays.first(presence);
  }

  /** Returns the edge that chance explains least, if it is one by support and lift. */
  Optional<TemporalPattern> best(Signal signal) {
    Optional<TemporalPattern> best = Optional.empty();
    for (int length = 1; length <= LONGEST; length++) {
      for (boolean last : new boolean[] {true, false}) {
        TemporalPattern one = pattern(signal, new When.MonthEdge(last, length, policy.zone()));
        boolean counts = one.support() >= policy.leastSupport() && one.lift() >= policy.leastLift();
        if (counts && best.filter(other -> other.logP() <= one.logP()).isEmpty()) {
          best = Optional.of(one);
        }
      }
    }
    return best;
  }

  /** Marks the days of an edge. */
  void leaveOut(When when, boolean[] leftOut) {
    for (int day = 0; day < leftOut.length; day++) {
      leftOut[day] |= when instanceof When.MonthEdge edge && isIn(days.date(day), edge);
    }
  }

  private static boolean isIn(LocalDate date, When.MonthEdge edge) {
    return edge.last()
        ? date.getDayOfMonth() > date.lengthOfMonth() - edge.days()
        : date.getDayOfMonth() <= edge.days();
  }

  private TemporalPattern pattern(Signal signal, When.MonthEdge edge) {
    int months = 0;
    int occasions = 0;
    int support = 0;
    YearMonth end = YearMonth.from(days.date(presence.length - 1));
    for (YearMonth month = YearMonth.from(days.date(0));
        !month.isAfter(end);
        month = month.plusMonths(1)) {
      LocalDate first =
          edge.last() ? month.atEndOfMonth().minusDays(edge.days() - 1L) : month.atDay(1);
      int begin = days.day(first);
      if (begin >= 0 && begin + edge.days() <= presence.length) {
        months++;
        occasions += begin + edge.days() > since ? 1 : 0;
        support += isPresent(begin, begin + edge.days()) ? 1 : 0;
      }
    }
    double log = Tails.binomial(support, months, any(edge.days(), share(edge, true)));
    double usual = Math.max(any(edge.days(), share(edge, false)), 0.5 / Math.max(1, occasions));
    double lift = support == 0 ? 0 : (double) support / occasions / usual;
    return new TemporalPattern(signal, edge, support, occasions, lift, log);
  }

  private boolean isPresent(int from, int until) {
    for (int day = from; day < until; day++) {
      if (presence[day] != 0) {
        return true;
      }
    }
    return false;
  }

  /** Returns the share of days with anything, of all days or of those outside of an edge. */
  private double share(When.MonthEdge edge, boolean all) {
    int counted = 0;
    int present = 0;
    for (int day = 0; day < presence.length; day++) {
      if (all || !isIn(days.date(day), edge)) {
        counted++;
        present += presence[day] != 0 ? 1 : 0;
      }
    }
    return counted == 0 ? 1 : (double) present / counted;
  }

  /** Returns the probability that any of some days has something. */
  private static double any(int days, double share) {
    return -Math.expm1(days * Math.log1p(-Math.min(0.999, share)));
  }
}
