package io.runbookmemory.replay.engine;

import io.runbookmemory.replay.incident.ExpectedVerdict;
import io.runbookmemory.replay.incident.FiredAlert;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Something that happens in an incident, beside its samples.
 *
 * @param at when
 * @param what what
 * @param run the incident
 * @param place the incident's place among all, from 0
 * @param number the place in its list, from 0
 */
record Event(Instant at, What what, IncidentRun run, int place, int number)
    implements Comparable<Event> {

  /** In the order in which things of one instant happen. */
  sealed interface What {
    /** Returns the place in that order. */
    default int order() {
      return switch (this) {
        case Resolved resolved -> 1;
        case Fired fired -> 2;
        case Asked asked -> 3;
        case Closed closed -> 4;
      };
    }
  }

  record Resolved(FiredAlert alert) implements What {}

  record Fired(FiredAlert alert) implements What {}

  record Asked(ExpectedVerdict expected) implements What {}

  /** The window ends, and with it whatever nobody wrote down the end of. */
  record Closed() implements What {}

  private static final Comparator<Event> ORDER =
      Comparator.comparing(Event::at)
          .thenComparingInt(event -> event.what.order())
          .thenComparingInt(Event::place)
          .thenComparingInt(Event::number);

  /** Adds what happens in an incident. */
  static void all(IncidentRun run, int place, List<Event> to) {
    int number = 0;
    for (FiredAlert alert : run.incident.alerts()) {
      to.add(new Event(alert.firedAt(), new Fired(alert), run, place, number));
      Instant resolvedAt = alert.resolvedAt();
      if (resolvedAt != null) {
        to.add(new Event(resolvedAt, new Resolved(alert), run, place, number));
      }
      number++;
    }
    for (ExpectedVerdict expected : run.incident.expected().verdicts()) {
      to.add(new Event(expected.at(), new Asked(expected), run, place, number++));
    }
    to.add(new Event(run.incident.to(), new Closed(), run, place, number));
  }

  @Override
  public int compareTo(Event other) {
    return ORDER.compare(this, other);
  }
}
