package io.runbookmemory.oncall.playbook.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.oncall.playbook.EscalationLevel;
import io.runbookmemory.oncall.playbook.PlaybookEnd;
import io.runbookmemory.oncall.playbook.PlaybookOrder;
import io.runbookmemory.oncall.playbook.PlaybookReport;
import io.runbookmemory.oncall.playbook.PlaybookStep;
import io.runbookmemory.tool.json.JsonText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of a run, as JSON that reads back to an equal report; {@code
 * docs/formats/playbook.md} tells the fields.
 */
public final class PlaybookReportJson {

  private static final int VERSION = 1;

  private PlaybookReportJson() {}

  /**
   * Writes a report.
   *
   * @param report of a run
   * @return a JSON object on one line
   */
  public static String write(PlaybookReport report) {
    ObjectNode node = JsonText.object().put("v", VERSION);
    node.set("order", order(report.order()));
    node.put("fingerprint", report.fingerprint());
    node.set("end", end(report.end()));
    report
        .escalation()
        .ifPresent(
            level ->
                node.putObject("due")
                    .put("after", level.after().toString())
                    .put("channel", level.channel()));
    var steps = node.putArray("steps");
    report.steps().forEach(step -> steps.add(StepJson.write(step)));
    return JsonText.write(node);
  }

  /**
   * Reads a report.
   *
   * @param json as {@link #write} gives it
   * @return an equal report
   * @throws InvalidInputException if it is no such JSON, or of a newer release
   */
  public static PlaybookReport read(String json) {
    JsonNode node = JsonText.readObject(json);
    requireVersion(node);
    try {
      List<PlaybookStep> steps = new ArrayList<>();
      node.path("steps").forEach(step -> steps.add(StepJson.read(step)));
      JsonNode due = node.path("due");
      return new PlaybookReport(
          readOrder(node.path("order")),
          node.path("fingerprint").asText(),
          steps,
          readEnd(node.path("end")),
          due.isMissingNode()
              ? null
              : new EscalationLevel(
                  Duration.parse(due.path("after").asText()), due.path("channel").asText()));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new InvalidInputException("report", "must be one of a run: " + e.getMessage());
    }
  }

  static void requireVersion(JsonNode node) {
    if (node.path("v").asInt() != VERSION) {
      throw new InvalidInputException(
          "v", "must be " + VERSION + ", got " + node.path("v") + ": use a newer release");
    }
  }

  static ObjectNode order(PlaybookOrder order) {
    ObjectNode node = JsonText.object().put("playbook", order.playbook());
    node.put("caller", order.caller().id());
    order.caller().groups().stream().sorted().forEach(node.putArray("groups")::add);
    Scope scope = order.scope();
    node.put("tenant", scope.tenant().name());
    put(node, "cluster", scope.cluster());
    put(node, "namespace", scope.namespace());
    put(node, "service", scope.service());
    put(node, "env", scope.env());
    put(node, "session", scope.session());
    node.put("since", order.since().toString());
    ObjectNode labels = node.putObject("labels");
    order.labels().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(label -> labels.put(label.getKey(), label.getValue()));
    return node;
  }

  private static void put(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  static PlaybookOrder readOrder(JsonNode node) {
    Set<String> groups = new HashSet<>();
    node.path("groups").forEach(one -> groups.add(one.asText()));
    Map<String, String> labels = new HashMap<>();
    node.path("labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return new PlaybookOrder(
        node.path("playbook").asText(),
        new Caller(node.path("caller").asText(), groups),
        new Scope(
            new Tenant(node.path("tenant").asText()),
            text(node, "cluster"),
            text(node, "namespace"),
            text(node, "service"),
            text(node, "env"),
            text(node, "session")),
        Instant.parse(node.path("since").asText()),
        labels);
  }

  private static @Nullable String text(JsonNode node, String name) {
    return node.has(name) ? node.path(name).asText() : null;
  }

  private static ObjectNode end(PlaybookEnd end) {
    ObjectNode node = JsonText.object();
    return switch (end) {
      case PlaybookEnd.Previewed it -> node.put("is", "previewed");
      case PlaybookEnd.Completed it -> node.put("is", "completed");
      case PlaybookEnd.NotDue it -> node.put("is", "notDue").put("why", it.why());
      case PlaybookEnd.Busy it ->
          node.put("is", "busy").put("owner", it.owner()).put("until", it.until().toString());
      case PlaybookEnd.WaitsForApproval it ->
          node.put("is", "waitsForApproval")
              .put("action", it.action())
              .put("requestId", it.requestId())
              .put("summary", it.summary())
              .put("expires", it.expires().toString());
      case PlaybookEnd.Stopped it ->
          node.put("is", "stopped")
              .put("action", it.action())
              .put("why", it.why())
              .put("left", it.left().name());
    };
  }

  private static PlaybookEnd readEnd(JsonNode node) {
    String action = node.path("action").asText();
    String why = node.path("why").asText();
    String is = node.path("is").asText();
    return switch (is) {
      case "previewed" -> new PlaybookEnd.Previewed();
      case "completed" -> new PlaybookEnd.Completed();
      case "notDue" -> new PlaybookEnd.NotDue(why);
      case "busy" ->
          new PlaybookEnd.Busy(
              node.path("owner").asText(), Instant.parse(node.path("until").asText()));
      case "waitsForApproval" ->
          new PlaybookEnd.WaitsForApproval(
              action,
              node.path("requestId").asText(),
              node.path("summary").asText(),
              Instant.parse(node.path("expires").asText()));
      case "stopped" ->
          new PlaybookEnd.Stopped(
              action, why, PlaybookEnd.Left.valueOf(node.path("left").asText()));
      default -> throw new InvalidInputException("end", "is none that is known, got " + is);
    };
  }
}
