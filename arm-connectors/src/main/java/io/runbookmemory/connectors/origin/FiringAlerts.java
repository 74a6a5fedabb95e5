package io.runbookmemory.connectors.origin;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.connectors.ingest.Ingested;
import io.runbookmemory.connectors.ingest.RunbookAddresses;
import io.runbookmemory.connectors.prometheus.AlertmanagerClient;
import io.runbookmemory.connectors.prometheus.LabelMatcher;
import io.runbookmemory.connectors.prometheus.ReportedAlert;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The alerts that an Alertmanager holds, silenced and inhibited ones too, each label set one
 * incident however often it fires: its occurrences count the firings that imports saw, its begin is
 * the last one's. Alertmanager hands out no alert that is over, so that nothing is known of ends,
 * and a firing between two imports is not seen. Everything is read each time. Thread-safe.
 */
public final class FiringAlerts implements Origin {

  private final AlertmanagerClient client;
  private final List<LabelMatcher> matchers;
  private final MemoryReader known;
  private final MemoryJson.Defaults defaults;

  /**
   * Creates the alerts of an Alertmanager.
   *
   * @param client the server
   * @param matchers all of which an alert fits; none for all alerts
   * @param known the memories so far, to tell another firing from the same one
   * @param defaults tenant, source, time of creation and the allowed environments
   */
  public FiringAlerts(
      AlertmanagerClient client,
      List<LabelMatcher> matchers,
      MemoryReader known,
      MemoryJson.Defaults defaults) {
    this.client = client;
    this.matchers = List.copyOf(matchers);
    this.known = known;
    this.defaults = defaults;
  }

  @Override
  public String source() {
    return defaults.source();
  }

  @Override
  public String cursor() {
    return source();
  }

  @Override
  public void read(@Nullable Instant since, Consumer<Found> each) {
    RunbookAddresses runbooks = new RunbookAddresses(known);
    for (ReportedAlert reported : client.alerts(matchers)) {
      Ingested.Read read = document(reported.alert());
      each.accept(new Found(new Ingested.Read(runbooks.linked(read.memory()), read.place()), null));
    }
  }

  private Ingested.Read document(Alert alert) {
    String key = alert.fingerprint().toString();
    MemoryId id = MemoryId.named(defaults.source(), key);
    String title =
        Stream.of(alert.name().orElse("an alert without a name"), note(alert, "summary"))
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(": "))
            .replaceAll("\\s+", " ");
    String symptom =
        Stream.of(note(alert, "summary"), note(alert, "description"), note(alert, "message"))
            .filter(part -> !part.isBlank())
            .distinct()
            .collect(Collectors.joining("\n\n"));
    Incident incident =
        Incident.builder(symptom.isEmpty() ? title : symptom)
            .alertName(alert.name().orElse(null))
            .fingerprint(key)
            .openedAt(alert.startsAt())
            .build();
    Memory memory =
        Memory.builder(id, scope(alert), title, incident, alert.startsAt())
            .severity(alert.label("severity").flatMap(Severity::of).orElse(null))
            .tags(List.of("alert"))
            .happenedAt(alert.startsAt())
            .lastSeenAt(alert.startsAt())
            .occurrences(occurrences(id, alert.startsAt()))
            .provenance(new Provenance(defaults.source(), key, runbook(alert), TrustTier.OBSERVED))
            .build();
    return new Ingested.Read(memory, "alert " + title);
  }

  private long occurrences(MemoryId id, Instant startsAt) {
    Optional<Memory> before = known.get(id).map(StoredMemory::memory);
    boolean again =
        before
            .map(Memory::content)
            .filter(
                content ->
                    content instanceof Incident incident
                        && incident.openedAt().filter(startsAt::isAfter).isPresent())
            .isPresent();
    return before.map(Memory::occurrences).orElse(1L) + (again ? 1 : 0);
  }

  private Scope scope(Alert alert) {
    return Scope.of(defaults.tenant())
        .withService(alert.label("service").orElse(null))
        .withPlace(alert.label("cluster").orElse(null), alert.label("namespace").orElse(null));
  }

  private static String note(Alert alert, String name) {
    return alert.annotations().getOrDefault(name, "").strip();
  }

  /** What is no address is no arrow either. */
  private static @Nullable String runbook(Alert alert) {
    String url = note(alert, "runbook_url");
    try {
      return url.isEmpty() ? null : URI.create(url).toString();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
