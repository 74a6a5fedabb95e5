package io.runbookmemory.journal.postmortem;

import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.IncidentTimes;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.budget.Impact;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Measures what an incident did to an objective, from when the harm began until it stopped, and
 * writes it into the journal: the impact of its postmortem. Thread-safe.
 */
public final class ImpactMeter {

  /** A window of counts is no longer than this. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private final IncidentJournal incidents;
  private final InstantSource clock;

  /**
   * Creates a meter.
   *
   * @param incidents where it is written
   * @param clock up to when an incident is measured that goes on
   */
  public ImpactMeter(IncidentJournal incidents, InstantSource clock) {
    this.incidents = incidents;
    this.clock = clock;
  }

  /**
   * Measures an incident. Time of which there are no counts is written down as such.
   *
   * @param id the incident
   * @param slo the objective
   * @param counts what it counts
   * @param source where the counts are from, such as a server's address
   * @param by who measures
   * @return what was measured; empty if there is no such incident, or no time in which it did harm
   */
  public Optional<JournalEvent.Measured> measure(
      MemoryId id, Slo slo, SliSeries counts, String source, String by) {
    return time(id)
        .map(
            time -> {
              JournalEvent.Measured measured = measured(time, slo, counts, source);
              incidents.write(id, measured, time.to(), by);
              return measured;
            });
  }

  /**
   * Writes down that an incident could not be measured, which is a gap of its postmortem until it
   * can be. That somebody tried to is no act against the incident.
   *
   * @param id the incident
   * @param slo which objective
   * @param reason why not
   * @param by who tried
   * @return whether there is such an incident, with a time in which it did harm
   */
  public boolean failed(MemoryId id, String slo, String reason, String by) {
    Optional<Time> time = time(id);
    time.ifPresent(
        known ->
            incidents.write(
                id,
                JournalEvent.Measured.failed(slo, known.from(), known.to(), reason),
                known.to(),
                by));
    return time.isPresent();
  }

  private record Time(Instant from, Instant to) {}

  private Optional<Time> time(MemoryId id) {
    return incidents.get(id).map(this::time).filter(time -> time.from().isBefore(time.to()));
  }

  private Time time(JournalIncident incident) {
    IncidentTimes times = incident.times();
    Instant end = times.harmEndedAt().orElseGet(clock::instant);
    Instant latest = times.openedAt().plus(LONGEST);
    return new Time(times.openedAt(), end.isAfter(latest) ? latest : end);
  }

  private static JournalEvent.Measured measured(
      Time time, Slo slo, SliSeries counts, String source) {
    Impact impact = Impact.of(slo, counts, time.from(), time.to());
    Impact.Peak peak = impact.peak();
    return new JournalEvent.Measured(
        slo.name(),
        time.from(),
        time.to(),
        impact.counts().good(),
        impact.counts().total(),
        impact.spent(),
        impact.observed(),
        peak == null ? null : peak.rate(),
        peak == null ? null : peak.at(),
        source,
        null);
  }
}
