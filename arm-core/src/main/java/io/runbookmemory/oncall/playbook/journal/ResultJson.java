package io.runbookmemory.oncall.playbook.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.tool.ToolResult;
import io.runbookmemory.tool.Violation;
import io.runbookmemory.tool.json.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What became of a call, as JSON. */
final class ResultJson {

  private ResultJson() {}

  static ObjectNode write(ToolResult result) {
    ObjectNode node = JsonText.object();
    switch (result) {
      case ToolResult.Succeeded it -> {
        node.put("is", "succeeded").put("output", it.output());
        it.notes().forEach(node.putArray("notes")::add);
      }
      case ToolResult.NoData it -> node.put("is", "noData").put("reason", it.reason());
      case ToolResult.Failed it ->
          node.put("is", "failed").put("reason", it.reason()).put("retryable", it.retryable());
      case ToolResult.Refused it -> {
        node.put("is", "refused").put("reason", it.reason());
        var violations = node.putArray("violations");
        it.violations()
            .forEach(one -> violations.addObject().put("path", one.path()).put("rule", one.rule()));
      }
      case ToolResult.ApprovalRequired it ->
          node.put("is", "approvalRequired")
              .put("requestId", it.requestId())
              .put("summary", it.summary())
              .put("expires", it.expires().toString());
      case ToolResult.TimedOut it -> node.put("is", "timedOut").put("after", it.after().toString());
    }
    return node;
  }

  static ToolResult read(JsonNode node) {
    String reason = node.path("reason").asText();
    String is = node.path("is").asText();
    return switch (is) {
      case "succeeded" -> new ToolResult.Succeeded(node.path("output").asText(), notes(node));
      case "noData" -> new ToolResult.NoData(reason);
      case "failed" -> new ToolResult.Failed(reason, node.path("retryable").asBoolean());
      case "refused" -> new ToolResult.Refused(reason, violations(node));
      case "approvalRequired" ->
          new ToolResult.ApprovalRequired(
              node.path("requestId").asText(),
              node.path("summary").asText(),
              Instant.parse(node.path("expires").asText()));
      case "timedOut" -> new ToolResult.TimedOut(Duration.parse(node.path("after").asText()));
      default -> throw new InvalidInputException("result", "is none that is known, got " + is);
    };
  }

  private static List<String> notes(JsonNode node) {
    List<String> notes = new ArrayList<>();
    node.path("notes").forEach(one -> notes.add(one.asText()));
    return notes;
  }

  private static List<Violation> violations(JsonNode node) {
    List<Violation> violations = new ArrayList<>();
    node.path("violations")
        .forEach(
            one ->
                violations.add(
                    new Violation(one.path("path").asText(), one.path("rule").asText())));
    return violations;
  }
}
