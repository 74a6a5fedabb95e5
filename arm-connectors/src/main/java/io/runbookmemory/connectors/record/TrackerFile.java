package io.runbookmemory.connectors.record;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.file.CsvLines;
import io.runbookmemory.connectors.file.JsonLine;
import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.connectors.file.WrittenValue;
import io.runbookmemory.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the export of an incident tracker: CSV whose first line names its columns, or JSON Lines.
 * Asked for are {@code id}, {@code title} and {@code started}; {@code resolved}, {@code service}
 * and {@code resolution} may be there. The names that Jira and ServiceNow export are understood
 * too. Times are ISO 8601 with an offset. One bad line refuses the file. Stateless and thread-safe.
 */
public final class TrackerFile {

  /** The names that a field goes by, the first of them ours. */
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "id", List.of("id", "key", "issue key", "number"),
          "title", List.of("title", "summary", "short_description"),
          "started", List.of("started", "started_at", "opened_at", "created", "created_at"),
          "resolved", List.of("resolved", "resolved_at", "resolutiondate", "closed_at"),
          "service", List.of("service", "business_service", "cmdb_ci", "component"),
          "resolution", List.of("resolution", "close_notes", "resolution_notes"));

  private TrackerFile() {}

  /**
   * Returns the incidents of a file.
   *
   * @param file ends in {@code .csv}, or else holds one JSON object a line
   * @return in its order
   * @throws InvalidInputException if a line breaks a rule; names the file, the line and the rule
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public static List<TrackedIncident> read(Path file) {
    boolean csv = file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    List<TrackedIncident> incidents = csv ? csv(file) : lines(file);
    Set<String> ids = new HashSet<>();
    for (TrackedIncident one : incidents) {
      if (!ids.add(one.id())) {
        throw new InvalidInputException(file.toString(), "has two incidents of the id " + one.id());
      }
    }
    return incidents;
  }

  private static List<TrackedIncident> csv(Path file) {
    List<TrackedIncident> incidents = new ArrayList<>();
    try (CsvLines lines = new CsvLines(file, true)) {
      List<String> columns = lines.next().orElse(List.of());
      for (Optional<List<String>> row = lines.next(); row.isPresent(); row = lines.next()) {
        List<String> fields = row.get();
        if (fields.size() != columns.size()) {
          throw lines.refusal(
              "a row must have " + columns.size() + " fields, got " + fields.size());
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
          values.put(columns.get(i).toLowerCase(Locale.ROOT), fields.get(i));
        }
        try {
          incidents.add(incident(values));
        } catch (IllegalArgumentException e) {
          throw lines.refusal(String.valueOf(e.getMessage()));
        }
      }
      return incidents;
    } catch (IOException e) {
      throw SourceFile.unreadable(file, e);
    }
  }

  private static List<TrackedIncident> lines(Path file) {
    List<TrackedIncident> incidents = new ArrayList<>();
    for (JsonLine line : JsonLine.read(file)) {
      Map<String, String> values = new HashMap<>();
      for (Map.Entry<String, JsonNode> field : line.node().properties()) {
        if (field.getValue().isValueNode() && !field.getValue().isNull()) {
          values.put(field.getKey().toLowerCase(Locale.ROOT), field.getValue().asText());
        }
      }
      try {
        incidents.add(incident(values));
      } catch (IllegalArgumentException e) {
        throw new InvalidInputException(line.place(), String.valueOf(e.getMessage()));
      }
    }
    return incidents;
  }

  private static TrackedIncident incident(Map<String, String> values) {
    String resolved = find("resolved", values);
    return new TrackedIncident(
        require("id", values),
        require("title", values),
        time("started", require("started", values)),
        resolved == null ? null : time("resolved", resolved),
        find("service", values),
        find("resolution", values));
  }

  private static String require(String name, Map<String, String> values) {
    String value = find(name, values);
    if (value == null) {
      throw new IllegalArgumentException(
          "must give " + name + ", under one of the names " + NAMES.getOrDefault(name, List.of()));
    }
    return value;
  }

  private static @Nullable String find(String name, Map<String, String> values) {
    return NAMES.getOrDefault(name, List.of()).stream()
        .map(one -> values.getOrDefault(one, ""))
        .filter(value -> !value.isBlank())
        .findFirst()
        .orElse(null);
  }

  private static Instant time(String name, String text) {
    try {
      return WrittenValue.time(text);
    } catch (InvalidInputException e) {
      throw new IllegalArgumentException(name + " " + e.rule());
    }
  }
}
