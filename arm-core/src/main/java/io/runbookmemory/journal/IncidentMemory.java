package io.runbookmemory.journal;

import io.runbookmemory.journal.JournalEvent.AlertName;
import io.runbookmemory.journal.JournalEvent.Place;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Attempt;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The memory that an incident leaves. */
final class IncidentMemory {

  private IncidentMemory() {}

  static Memory of(JournalIncident incident, Tenant tenant) {
    IncidentTimes times = incident.times();
    Incident content =
        Incident.builder(incident.symptom().isBlank() ? incident.title() : incident.symptom())
            .alertName(incident.alert().map(AlertName::name).orElse(null))
            .fingerprint(incident.alert().map(AlertName::fingerprint).orElse(null))
            .rootCause(incident.cause().orElse(null))
            .resolution(incident.resolution().orElse(null))
            .openedAt(times.openedAt())
            .detectedAt(times.detectedAt())
            .mitigatedAt(times.mitigatedAt())
            .resolvedAt(times.resolvedAt())
            .attempts(attempts(incident))
            .observations(Observations.of(incident))
            .build();
    Place place = incident.place();
    Scope scope =
        Scope.of(tenant)
            .withService(place.service())
            .withEnv(place.env())
            .withPlace(place.cluster(), place.namespace());
    Instant last = incident.entries().getLast().at();
    return Memory.builder(incident.id(), scope, incident.title(), content, last)
        .status(MemoryStatus.DRAFT)
        .severity(incident.severity().orElse(null))
        .happenedAt(times.openedAt())
        .provenance(new Provenance("journal", incident.id().toString(), null, TrustTier.OBSERVED))
        .links(recalled(incident))
        .build();
  }

  /** What was tried and whose effect somebody told; the last word on an action counts. */
  private static List<Attempt> attempts(JournalIncident incident) {
    Map<String, Effect> effects = new LinkedHashMap<>();
    for (JournalEntry entry : incident.entries()) {
      if (entry.event() instanceof JournalEvent.Acted acted && acted.effect() != null) {
        effects.put(acted.action(), acted.effect());
      }
    }
    return effects.entrySet().stream()
        .map(one -> new Attempt(one.getKey(), one.getValue()))
        .toList();
  }

  private static List<Link> recalled(JournalIncident incident) {
    return incident.entries().stream()
        .flatMap(
            entry ->
                switch (entry.event()) {
                  case JournalEvent.Recalled recalled ->
                      recalled.memories().stream().map(one -> link(Link.RECALLED, one.id()));
                  case JournalEvent.Acted acted when acted.memory() != null ->
                      Stream.of(link(Link.FOLLOWED, acted.memory()));
                  default -> Stream.<Link>empty();
                })
        .distinct()
        .toList();
  }

  private static Link link(String type, String target) {
    return new Link(type, MemoryId.parse(target));
  }
}
