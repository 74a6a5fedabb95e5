package io.runbookmemory.connectors.statuspage;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.file.JsonLine;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Severity;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a status page told the public, as JSON Lines: {@code id}, {@code title}, {@code updates}
 * with {@code at}, {@code status} and {@code message}; optionally {@code impact} and {@code
 * components}. Statuses are those of Atlassian's Statuspage: investigating, identified, update,
 * monitoring, resolved; what was scheduled is no incident and is left out. Other fields are passed
 * over.
 */
public final class StatusPageHistory {

  private static final String BY = "status page";

  private final List<Told> incidents;

  /** An incident as it was told. */
  private record Told(
      MemoryId id, JournalEvent.Opened opened, Instant since, List<Update> updates) {}

  private record Update(Instant at, String status, String message) {}

  private StatusPageHistory(List<Told> incidents) {
    this.incidents = List.copyOf(incidents);
  }

  /**
   * Reads a history.
   *
   * @param file the incidents, in any order
   * @param source what the page is called, which makes the incidents' identities
   * @return all of it
   * @throws InvalidInputException if a line breaks a rule, naming file, line and field
   * @throws io.runbookmemory.error.ArmException if the file is missing or cannot be read
   */
  public static StatusPageHistory read(Path file, String source) {
    List<Told> incidents = new ArrayList<>();
    for (JsonLine line : JsonLine.read(file)) {
      told(line, source).ifPresent(incidents::add);
    }
    return new StatusPageHistory(incidents);
  }

  /**
   * Returns how many incidents there are.
   *
   * @return without what was scheduled
   */
  public int size() {
    return incidents.size();
  }

  /**
   * Writes all incidents into a journal. What stands there is not written again.
   *
   * @param journal where to
   * @param progress is told how many are done
   */
  public void writeTo(IncidentJournal journal, IntConsumer progress) {
    int done = 0;
    for (Told told : incidents) {
      journal.open(told.id(), told.opened(), told.since(), BY);
      journal.write(told.id(), new JournalEvent.Detected(BY), told.since(), BY);
      for (Update update : told.updates()) {
        event(update).ifPresent(event -> journal.write(told.id(), event, update.at(), BY));
      }
      progress.accept(++done);
    }
  }

  private static Optional<JournalEvent> event(Update update) {
    String words = update.message();
    return switch (update.status()) {
      case "monitoring" -> Optional.of(new JournalEvent.Mitigated(words));
      case "resolved", "completed" -> Optional.of(new JournalEvent.Resolved(words));
      default ->
          words.isBlank() ? Optional.empty() : Optional.of(new JournalEvent.Noted(words, null));
    };
  }

  private static Optional<Told> told(JsonLine line, String source) {
    List<Update> updates = new ArrayList<>();
    int number = 0;
    for (JsonNode update : line.node().path("updates")) {
      String field = "updates[" + number++ + "]";
      updates.add(
          new Update(
              time(line, field + ".at", update.path("at").asText()),
              update.path("status").asText().toLowerCase(Locale.ROOT),
              update.path("message").asText("").strip()));
    }
    if (updates.isEmpty()) {
      throw line.refused("updates", "must hold at least one update");
    }
    if (updates.stream().anyMatch(update -> update.status().equals("scheduled"))) {
      return Optional.empty();
    }
    Update first = updates.getFirst();
    JournalEvent.Opened opened =
        new JournalEvent.Opened(
            line.required("title"),
            first.message(),
            new JournalEvent.Place(component(line.node()), "prod", null, null),
            severity(line.optional("impact").orElse("")),
            null);
    return Optional.of(
        new Told(MemoryId.named("status page " + source, line.id()), opened, first.at(), updates));
  }

  private static Instant time(JsonLine line, String field, String written) {
    try {
      return OffsetDateTime.parse(written).toInstant();
    } catch (DateTimeException e) {
      throw line.refused(field, "must be a time such as 2026-03-01T03:00:00Z, got " + written);
    }
  }

  /** The first component stands for the service; a page names them in the order of its own list. */
  private static @Nullable String component(JsonNode incident) {
    JsonNode first = incident.path("components").path(0);
    return first.isTextual() && !first.asText().isBlank() ? first.asText() : null;
  }

  private static @Nullable Severity severity(String impact) {
    return switch (impact.toLowerCase(Locale.ROOT)) {
      case "critical" -> Severity.SEV1;
      case "major" -> Severity.SEV2;
      case "minor" -> Severity.SEV3;
      default -> null;
    };
  }
}
