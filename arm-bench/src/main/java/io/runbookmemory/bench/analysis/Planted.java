package io.runbookmemory.bench.analysis;

import io.runbookmemory.learn.analysis.pattern.AfterDeployment;
import io.runbookmemory.learn.analysis.pattern.Correlation;
import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.pattern.TemporalPattern;
import io.runbookmemory.learn.analysis.pattern.When;
import io.runbookmemory.learn.analysis.resource.Exhaustion;
import io.runbookmemory.learn.analysis.signal.Signal;
import java.time.DayOfWeek;
import java.util.Set;

/** Something that was put into a year, to be found. */
sealed interface Planted {

  /** Returns which of the three figures it belongs to. */
  Kind kind();

  /** Returns whether a finding says so. */
  boolean isFoundBy(Finding finding);

  /** What is counted apart. */
  enum Kind {
    CORRELATION,
    TEMPORAL,
    EXHAUSTION;

    static Kind of(Finding finding) {
      return switch (finding.kind()) {
        case "correlation" -> CORRELATION;
        case "exhaustion" -> EXHAUSTION;
        default -> TEMPORAL;
      };
    }
  }

  /** The first is followed by the second. */
  record Follows(Signal first, Signal second) implements Planted {
    @Override
    public Kind kind() {
      return Kind.CORRELATION;
    }

    @Override
    public boolean isFoundBy(Finding finding) {
      return finding instanceof Correlation one
          && one.leads()
          && one.first().equals(first)
          && one.second().equals(second);
    }
  }

  /** A signal comes on these weekdays from an hour on; most of the hours said must be true. */
  record AtHours(Signal signal, Set<DayOfWeek> days, int start, int length) implements Planted {
    @Override
    public Kind kind() {
      return Kind.TEMPORAL;
    }

    @Override
    public boolean isFoundBy(Finding finding) {
      if (!(finding instanceof TemporalPattern one)
          || !one.signal().equals(signal)
          || !(one.when() instanceof When.Hours hours)) {
        return false;
      }
      int both = 0;
      int either = 0;
      for (DayOfWeek day : DayOfWeek.values()) {
        for (int hour = 0; hour < 24; hour++) {
          boolean said =
              hours.days().has(day)
                  && hour >= hours.start()
                  && hour < hours.start() + hours.length();
          boolean so = days.contains(day) && hour >= start && hour < start + length;
          both += said && so ? 1 : 0;
          either += said || so ? 1 : 0;
        }
      }
      return 2 * both >= either;
    }
  }

  /** A signal comes at one edge of the month. */
  record AtMonthEdge(Signal signal, boolean last) implements Planted {
    @Override
    public Kind kind() {
      return Kind.TEMPORAL;
    }

    @Override
    public boolean isFoundBy(Finding finding) {
      return finding instanceof TemporalPattern one
          && one.signal().equals(signal)
          && one.when() instanceof When.MonthEdge edge
          && edge.last() == last;
    }
  }

  /** A signal comes after its service is deployed. */
  record Deployed(Signal signal) implements Planted {
    @Override
    public Kind kind() {
      return Kind.TEMPORAL;
    }

    @Override
    public boolean isFoundBy(Finding finding) {
      return finding instanceof AfterDeployment one && one.signal().equals(signal);
    }
  }

  /** A resource runs out. */
  record RunsOut(String resource) implements Planted {
    @Override
    public Kind kind() {
      return Kind.EXHAUSTION;
    }

    @Override
    public boolean isFoundBy(Finding finding) {
      return finding instanceof Exhaustion one && one.resource().equals(resource);
    }
  }
}
