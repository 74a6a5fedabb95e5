package io.runbookmemory.replay.engine;

import io.runbookmemory.replay.incident.ExpectedVerdict;
import io.runbookmemory.replay.incident.FiredAlert;
import io.runbookmemory.replay.incident.RecordedSli;
import io.runbookmemory.slo.SliSample;
import java.time.Instant;
import java.util.Comparator;
import java.util.Queue;

/**
 * Something that happens in an incident. Of a series only the next sample is held.
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
        case Sampled sampled -> 0;
        case Resolved resolved -> 1;
        case Fired fired -> 2;
        case Asked asked -> 3;
      };
    }
  }

  record Sampled(RecordedSli sli, int series, SliSample sample) implements What {}

  record Resolved(FiredAlert alert) implements What {}

  record Fired(FiredAlert alert) implements What {}

  record Asked(ExpectedVerdict expected) implements What {}

  private static final Comparator<Event> ORDER =
      Comparator.comparing(Event::at)
          .thenComparingInt(event -> event.what.order())
          .thenComparingInt(Event::place)
          .thenComparingInt(event -> event.what instanceof Sampled sampled ? sampled.series : 0)
          .thenComparingInt(Event::number);

  /** Adds what happens in an incident; of each series the first sample. */
  static void first(IncidentRun run, int place, Queue<Event> open) {
    int number = 0;
    for (FiredAlert alert : run.incident.alerts()) {
      open.add(new Event(alert.firedAt(), new Fired(alert), run, place, number));
      Instant resolvedAt = alert.resolvedAt();
      if (resolvedAt != null) {
        open.add(new Event(resolvedAt, new Resolved(alert), run, place, number));
      }
      number++;
    }
    for (ExpectedVerdict expected : run.incident.expected().verdicts()) {
      open.add(new Event(expected.at(), new Asked(expected), run, place, number++));
    }
    for (int series = 0; series < run.incident.slis().size(); series++) {
      sample(run, place, series, 0, open);
    }
  }

  private static void sample(
      IncidentRun run, int place, int series, int number, Queue<Event> open) {
    RecordedSli sli = run.incident.slis().get(series);
    if (number < sli.series().size()) {
      SliSample sample = sli.series().sample(number);
      open.add(new Event(sample.at(), new Sampled(sli, series, sample), run, place, number));
    }
  }

  /** Adds what follows this in its series. */
  void following(Queue<Event> open) {
    if (what instanceof Sampled sampled) {
      sample(run, place, sampled.series(), number + 1, open);
    }
  }

  @Override
  public int compareTo(Event other) {
    return ORDER.compare(this, other);
  }
}
