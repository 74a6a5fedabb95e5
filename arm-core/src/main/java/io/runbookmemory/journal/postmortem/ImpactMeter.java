package io.runbookmemory.journal.postmortem;

import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.IncidentTimes;
import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import io.runbookmemory.slo.budget.Impact;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
   * When an incident did harm.
   *
   * @param from its beginning, exclusive
   * @param to when it stopped, else the time of asking; inclusive
   */
  public record Harm(Instant from, Instant to) {}

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
    return harm(id)
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
    Optional<Harm> time = harm(id);
    time.ifPresent(
        known ->
            incidents.write(
                id,
                JournalEvent.Measured.failed(slo, known.from(), known.to(), reason),
                known.to(),
                by));
    return time.isPresent();
  }

  /**
   * Returns when an incident did harm, which is what is measured.
   *
   * @param id the incident
   * @return up to now where it goes on, and of at most 366 days; empty if there is no such
   *     incident, or no time in which it did harm
   */
  public Optional<Harm> harm(MemoryId id) {
    return incidents.get(id).map(this::harm).filter(time -> time.from().isBefore(time.to()));
  }

  private Harm harm(JournalIncident incident) {
    IncidentTimes times = incident.times();
    Instant end = times.harmEndedAt().orElseGet(clock::instant);
    Instant latest = times.openedAt().plus(LONGEST);
    return new Harm(times.openedAt(), end.isAfter(latest) ? latest : end);
  }

  /**
   * Returns what is written down of the harm as it is known now: of the same objective and the same
   * time, the last measure, else the last failure.
   *
   * @param id the incident
   * @param slo which objective
   * @return empty if it was not tried; what was measured before the incident was taken up again, or
   *     its end was told otherwise, does not count
   */
  public Optional<JournalEvent.Measured> known(MemoryId id, String slo) {
    Optional<Harm> harm = harm(id);
    List<JournalEvent.Measured> all =
        incidents.get(id).stream()
            .flatMap(incident -> incident.entries().stream())
            .map(JournalEntry::event)
            .filter(JournalEvent.Measured.class::isInstance)
            .map(JournalEvent.Measured.class::cast)
            .filter(one -> one.slo().equals(slo))
            .filter(one -> harm.equals(Optional.of(new Harm(one.from(), one.to()))))
            .toList()
            .reversed();
    return all.stream()
        .filter(one -> one.failure() == null)
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  private static JournalEvent.Measured measured(
      Harm time, Slo slo, SliSeries counts, String source) {
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
