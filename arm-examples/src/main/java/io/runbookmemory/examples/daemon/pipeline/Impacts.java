package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.daemon.budget.SloCounts;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.postmortem.ImpactMeter;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.slo.Slo;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures what incidents that are over did to the objectives of their service, whoever ended them.
 * What is to be done follows from the journal alone: an incident of the last day without a measure
 * of the time in which it did harm. For one thread.
 */
final class Impacts {

  private static final Logger LOG = LoggerFactory.getLogger(Impacts.class);
  private static final String BY = "daemon";
  private static final Duration LATELY = Duration.ofDays(1);

  /** The last minute is counted when it is over, and scraped within another. */
  static final Duration SETTLED = Duration.ofMinutes(2);

  private static final Duration AGAIN = Duration.ofMinutes(10);

  private final IncidentJournal incidents;
  private final SloCounts counts;
  private final InstantSource clock;
  private final ImpactMeter meter;

  /** When what could not be measured is tried again. */
  private final Map<MemoryId, Instant> later = new HashMap<>();

  Impacts(IncidentJournal incidents, SloCounts counts, InstantSource clock) {
    this.incidents = incidents;
    this.counts = counts;
    this.clock = clock;
    this.meter = new ImpactMeter(incidents, clock);
  }

  /**
   * Measures what is to be measured by now.
   *
   * @param stop whether to, asked before each request
   */
  void measure(BooleanSupplier stop) {
    if (counts.slos().isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    List<JournalIncident> lately = incidents.search(endedLately(now));
    later.keySet().retainAll(lately.stream().map(JournalIncident::id).toList());
    for (JournalIncident one : lately) {
      if (!stop.getAsBoolean() && !later.getOrDefault(one.id(), Instant.MIN).isAfter(now)) {
        measure(one, now, stop);
      }
    }
  }

  /** Returns what is over since less than a day. */
  static IncidentQuery endedLately(Instant now) {
    return IncidentQuery.builder()
        .open(false)
        .endedFrom(now.minus(LATELY).plusMillis(1))
        .most(Integer.MAX_VALUE)
        .build();
  }

  private void measure(JournalIncident incident, Instant now, BooleanSupplier stop) {
    Optional<ImpactMeter.Harm> harm = meter.harm(incident.id());
    if (harm.isEmpty() || harm.get().to().plus(SETTLED).isAfter(now)) {
      return;
    }
    boolean whole = true;
    for (Slo slo : objectives(incident)) {
      whole &= isMeasured(incident.id(), slo) || measured(incident.id(), slo, harm.get(), stop);
    }
    if (!whole && !stop.getAsBoolean()) {
      later.put(incident.id(), now.plus(AGAIN));
    }
  }

  /** Those of its service, and those that its alerts named. */
  private List<Slo> objectives(JournalIncident incident) {
    Set<String> judged =
        incident.entries().stream()
            .map(JournalEntry::event)
            .filter(JournalEvent.Judged.class::isInstance)
            .map(event -> ((JournalEvent.Judged) event).slo())
            .collect(Collectors.toSet());
    return counts.slos().stream()
        .filter(
            slo -> slo.service().equals(incident.place().service()) || judged.contains(slo.name()))
        .toList();
  }

  private boolean isMeasured(MemoryId id, Slo slo) {
    return meter.known(id, slo.name()).filter(one -> one.failure() == null).isPresent();
  }

  private boolean measured(MemoryId id, Slo slo, ImpactMeter.Harm harm, BooleanSupplier stop) {
    if (stop.getAsBoolean()) {
      return false;
    }
    try {
      meter.measure(id, slo, counts.read(slo, harm.from(), harm.to()), counts.source(), BY);
      return true;
    } catch (ArmException e) {
      failed(id, slo, String.valueOf(e.getMessage()), stop);
    } catch (RuntimeException e) {
      LOG.error("the impact of {} on {} was not measured", id, slo.name(), e);
      failed(id, slo, String.valueOf(e), stop);
    }
    return false;
  }

  /** Said once of one time; who is closed has not failed. */
  private void failed(MemoryId id, Slo slo, String reason, BooleanSupplier stop) {
    if (stop.getAsBoolean()) {
      return;
    }
    LOG.warn("the impact of {} on {} was not measured: {}", id, slo.name(), reason);
    if (meter.known(id, slo.name()).isEmpty()) {
      meter.failed(id, slo.name(), counts.source() + ": " + reason, BY);
    }
  }
}
