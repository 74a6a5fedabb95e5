package io.runbookmemory.replay.compare;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.replay.engine.Answered;
import io.runbookmemory.replay.engine.Judged;
import io.runbookmemory.replay.engine.Paging;
import io.runbookmemory.replay.engine.ReplayReport;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.tool.json.JsonText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The incidents of a report, as its JSON holds them: what one run wrote, another can be held
 * against.
 *
 * @param name what the run is called in a comparison
 * @param incidents by id
 */
public record SavedReport(String name, List<SavedIncident> incidents) {

  /** Copies the list. */
  public SavedReport {
    incidents = List.copyOf(incidents);
  }

  /**
   * Returns a report as if it had been saved.
   *
   * @param name what the run is called in a comparison
   * @param report what came of it
   * @return its incidents
   */
  public static SavedReport of(String name, ReplayReport report) {
    return read(name, report.toJson());
  }

  /**
   * Reads a report.
   *
   * @param name what the run is called in a comparison, such as the file's name
   * @param json what {@link ReplayReport#toJson} returned
   * @return its incidents
   * @throws InvalidInputException if it is no such report
   */
  public static SavedReport read(String name, String json) {
    JsonNode incidents;
    try {
      incidents = JsonText.readObject(json).path("incidents");
    } catch (InvalidInputException e) {
      throw e.in(name);
    }
    if (!incidents.isArray()) {
      throw new InvalidInputException(name, "must be a report of arm replay run --json");
    }
    List<SavedIncident> read = new ArrayList<>();
    for (int i = 0; i < incidents.size(); i++) {
      try {
        read.add(incident(incidents.get(i)));
      } catch (IllegalArgumentException | DateTimeException e) {
        throw new InvalidInputException(
            name + ": /incidents/" + i,
            "must be an incident of a report of arm replay run --json of this release: "
                + e.getMessage());
      }
    }
    return new SavedReport(name, read);
  }

  private static SavedIncident incident(JsonNode node) {
    String folded = node.path("foldedInto").textValue();
    return new SavedIncident(
        require(node, "id").asText(),
        require(node, "title").asText(),
        require(node, "real").booleanValue(),
        new Paging(time(node, "pagedBefore"), time(node, "pagedAfter"), folded),
        require(node, "pagesAfter").longValue(),
        list(require(node, "verdicts"), SavedReport::judged),
        new Answered(
            list(require(node, "recalled"), JsonNode::asText),
            list(require(node, "right"), JsonNode::intValue),
            require(node, "expected").intValue(),
            require(node, "misleading").intValue(),
            seconds(node, "actedAfterSeconds"),
            seconds(node, "offeredAfterSeconds")));
  }

  private static Judged judged(JsonNode node) {
    return new Judged(
        Instant.parse(require(node, "at").asText()),
        Verdict.valueOf(require(node, "expected").asText()),
        Verdict.valueOf(require(node, "actual").asText()));
  }

  private static JsonNode require(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      throw new IllegalArgumentException("it has no " + field);
    }
    return value;
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
    List<T> list = new ArrayList<>();
    array.forEach(one -> list.add(element.apply(one)));
    return list;
  }

  private static @Nullable Instant time(JsonNode node, String field) {
    String text = node.path(field).textValue();
    return text == null ? null : Instant.parse(text);
  }

  private static @Nullable Duration seconds(JsonNode node, String field) {
    return node.has(field) ? Duration.ofSeconds(node.path(field).longValue()) : null;
  }
}
