package io.runbookmemory.replay.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.tool.JsonSchema;
import io.runbookmemory.tool.Violation;
import io.runbookmemory.tool.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Reads the JSON of an incident, format {@value #FORMAT} of {@code docs/formats/incident-file.md}.
 * What the format does not know is refused, so that a field with a typing error does not test
 * nothing. Thread-safe.
 */
public final class IncidentFile {

  /** The newest format that is read. */
  public static final int FORMAT = 1;

  private static final String RESOURCE = "incident-1.schema.json";

  private static final JsonSchema SCHEMA = JsonSchema.of(schema());

  private IncidentFile() {}

  /**
   * Returns the schema of the format.
   *
   * @return JSON Schema 2020-12
   */
  public static String schema() {
    try (InputStream in =
        Objects.requireNonNull(IncidentFile.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads an incident, and says everything that is wrong with it.
   *
   * @param file the file's name, for messages
   * @param json its text
   * @return the incident, or what is wrong
   */
  public static CheckedIncident check(String file, String json) {
    List<Violation> violations = shape(json);
    if (violations.isEmpty()) {
      IncidentReading reading = new IncidentReading(JsonText.readObject(json));
      violations = reading.violations();
      if (violations.isEmpty()) {
        return new CheckedIncident(reading.incident(), List.of());
      }
    }
    JsonLines lines = new JsonLines(json);
    return new CheckedIncident(
        null,
        violations.stream()
            .map(one -> new IncidentProblem(file, lines.of(one.path()), one.path(), one.rule()))
            .sorted(Comparator.comparingInt(IncidentProblem::line))
            .toList());
  }

  /**
   * Returns the line of a value.
   *
   * @param json the text of an incident
   * @param path the value's JSON Pointer
   * @return from 1; of a value that is missing, that of what should hold it
   */
  public static int line(String json, String path) {
    return new JsonLines(json).of(path);
  }

  /** Returns what the schema has against it; a newer format alone, whatever else is in it. */
  private static List<Violation> shape(String json) {
    ObjectNode node;
    try {
      node = JsonText.readObject(json);
    } catch (InvalidInputException e) {
      return List.of(new Violation("", e.rule()));
    }
    JsonNode format = node.path("format");
    if (format.isIntegralNumber()
        && format.bigIntegerValue().compareTo(BigInteger.valueOf(FORMAT)) > 0) {
      return List.of(
          new Violation(
              "/format",
              format + " is newer than this release reads, which is " + FORMAT + ": update ARM"));
    }
    return SCHEMA.check(json).stream().map(one -> said(one, node)).toList();
  }

  /** Says some rules in the words of this format. */
  private static Violation said(Violation violation, JsonNode root) {
    String path = violation.path();
    String rule = violation.rule();
    if (rule.contains("date-time")) {
      rule = "must be a time with its offset, such as 2026-03-14T02:47:00Z, got " + root.at(path);
    } else if (rule.equals("is not a field of this tool")) {
      rule = "is not a field of this format";
    }
    return new Violation(path, rule);
  }

  /**
   * Reads an incident.
   *
   * @param file the file's name, for messages
   * @param json its text
   * @return the incident
   * @throws InvalidInputException if anything is wrong; names the file, the line, the path and the
   *     rule of the first, and how many more there are
   */
  public static ReplayIncident read(String file, String json) {
    CheckedIncident checked = check(file, json);
    return checked
        .read()
        .orElseThrow(
            () -> {
              IncidentProblem first = checked.problems().getFirst();
              int more = checked.problems().size() - 1;
              return new InvalidInputException(
                  first.file() + ":" + first.line() + ": " + first.path(),
                  first.rule() + (more == 0 ? "" : " (and " + more + " more)"));
            });
  }
}
