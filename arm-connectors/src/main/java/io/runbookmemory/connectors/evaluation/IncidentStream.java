package io.runbookmemory.connectors.evaluation;

import io.runbookmemory.connectors.file.JsonLine;
import io.runbookmemory.connectors.file.WrittenValue;
import io.runbookmemory.connectors.jsonl.MemoryLineReader;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.replay.backtest.PastIncident;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Incidents that happened, as JSON Lines: {@code id}, {@code date} (a day or an instant), {@code
 * title} and {@code summary}, what was known when it was noticed; optionally {@code service},
 * {@code series} (incidents of one series are the same thing again), {@code alert} and {@code
 * fingerprint}. Other fields are passed over.
 *
 * @param memories what is remembered of each, dated
 * @param incidents each as it looked when it was noticed, in the same order
 */
public record IncidentStream(List<Memory> memories, List<PastIncident> incidents) {

  /** Copies the lists. */
  public IncidentStream {
    memories = List.copyOf(memories);
    incidents = List.copyOf(incidents);
  }

  /**
   * Reads a stream.
   *
   * @param file the incidents, in any order
   * @param corpus a file of documents that holds their full reports by the same ids, which are then
   *     what is remembered; or null, and their summaries are
   * @param defaults tenant, source and the allowed environments
   * @return memories and incidents
   * @throws InvalidInputException if a line breaks a rule, naming file, line and field
   * @throws io.runbookmemory.error.ArmException if a file is missing or cannot be read
   */
  public static IncidentStream read(
      Path file, @Nullable Path corpus, MemoryJson.Defaults defaults) {
    Map<String, JsonLine> lines = new HashMap<>();
    List<String> ids = new ArrayList<>();
    for (JsonLine line : JsonLine.read(file)) {
      if (lines.put(line.id(), line) != null) {
        throw line.refused("id", "must be given to one incident, got " + line.id() + " again");
      }
      ids.add(line.id());
    }
    Map<String, Memory> reports = corpus == null ? Map.of() : reports(corpus, ids, defaults);
    List<Memory> memories = new ArrayList<>();
    List<PastIncident> incidents = new ArrayList<>();
    for (String id : ids) {
      JsonLine line = Objects.requireNonNull(lines.get(id));
      Memory memory = summary(line, id, defaults);
      memories.add(dated(reports.getOrDefault(id, memory), memory.times().createdAt()));
      incidents.add(incident(line, memory));
    }
    return new IncidentStream(memories, incidents);
  }

  private static Memory summary(JsonLine line, String id, MemoryJson.Defaults defaults) {
    Scope scope = Scope.of(defaults.tenant()).withService(line.optional("service").orElse(null));
    Incident incident =
        Incident.builder(line.required("summary"))
            .alertName(line.optional("alert").orElse(null))
            .fingerprint(line.optional("fingerprint").orElse(null))
            .build();
    return Memory.builder(
            MemoryId.named(defaults.source(), id),
            scope,
            line.required("title"),
            incident,
            line.required("date", WrittenValue::time))
        .provenance(new Provenance(defaults.source(), id, null, TrustTier.CURATED))
        .build();
  }

  private static Memory dated(Memory memory, Instant at) {
    return memory.toBuilder().createdAt(at).updatedAt(at).happenedAt(at).build();
  }

  /** The service is told, since whatever notices an incident knows what it watches. */
  private static PastIncident incident(JsonLine line, Memory memory) {
    Situation detected =
        Situation.builder(
                memory.title() + "\n" + line.required("summary"), memory.times().createdAt())
            .scope(memory.scope())
            .build();
    Set<String> alerts = new LinkedHashSet<>();
    line.optional("alert").ifPresent(alerts::add);
    line.optional("fingerprint").ifPresent(alerts::add);
    return new PastIncident(
        memory.id(), memory.title(), detected, line.optional("series").orElse(null), alerts);
  }

  private static Map<String, Memory> reports(
      Path corpus, List<String> ids, MemoryJson.Defaults defaults) {
    Set<String> wanted = Set.copyOf(ids);
    MemoryLineReader reader = new MemoryLineReader(defaults);
    Map<String, Memory> reports = new HashMap<>();
    for (JsonLine line : JsonLine.read(corpus)) {
      if (wanted.contains(line.id())) {
        try {
          reports.put(line.id(), reader.read(line.text()));
        } catch (InvalidInputException e) {
          throw e.in(line.place());
        }
      }
    }
    return reports;
  }
}
