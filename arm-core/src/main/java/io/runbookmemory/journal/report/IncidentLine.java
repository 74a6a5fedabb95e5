package io.runbookmemory.journal.report;

import io.runbookmemory.journal.IncidentState;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.Severity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An incident in a line.
 *
 * @param id its identity
 * @param title what it is about
 * @param service where; null if unknown
 * @param severity null if nobody said
 * @param state how far it has come
 * @param openedAt when the harm began
 * @param harm how long it lasted; null if it goes on
 */
public record IncidentLine(
    String id,
    String title,
    @Nullable String service,
    @Nullable Severity severity,
    IncidentState state,
    Instant openedAt,
    @Nullable Duration harm) {

  static IncidentLine of(JournalIncident incident) {
    return new IncidentLine(
        incident.id().toString(),
        incident.title(),
        incident.place().service(),
        incident.severity().orElse(null),
        incident.state(),
        incident.times().openedAt(),
        incident.times().toMitigate().orElse(null));
  }
}
