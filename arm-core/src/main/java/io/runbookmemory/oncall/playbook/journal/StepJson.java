package io.runbookmemory.oncall.playbook.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.oncall.playbook.ConditionState;
import io.runbookmemory.oncall.playbook.PlaybookCondition;
import io.runbookmemory.oncall.playbook.PlaybookStep;
import io.runbookmemory.tool.ToolResult;
import io.runbookmemory.tool.json.JsonText;
import java.time.Duration;
import java.time.Instant;

/** One thing that became of a run, as JSON. */
final class StepJson {

  private StepJson() {}

  static ObjectNode write(PlaybookStep step) {
    ObjectNode node = JsonText.object();
    node.put("action", step.action()).put("at", step.at().toString());
    switch (step) {
      case PlaybookStep.Checked it -> {
        PlaybookCondition asked = it.condition();
        node.put("is", "checked")
            .put("metric", asked.metric())
            .put("comparison", asked.comparison().sign())
            .put("threshold", asked.threshold())
            .put("duration", asked.duration().toString())
            .put("state", state(it.state()))
            .put("words", it.state().words());
      }
      case PlaybookStep.Previewed it ->
          node.put("is", "previewed").set("result", ResultJson.write(it.result()));
      case PlaybookStep.Skipped it -> node.put("is", "skipped").put("why", it.why());
      case PlaybookStep.Called it ->
          node.put("is", "called")
              .put("attempts", it.attempts())
              .set("result", ResultJson.write(it.result()));
      case PlaybookStep.PutBack it ->
          node.put("is", "putBack")
              .put("attempts", it.attempts())
              .set("result", ResultJson.write(it.result()));
      case PlaybookStep.LeftDone it -> node.put("is", "leftDone").put("why", it.why());
    }
    return node;
  }

  private static String state(ConditionState state) {
    return switch (state) {
      case ConditionState.Holds it -> "holds";
      case ConditionState.HoldsNot it -> "holdsNot";
      case ConditionState.Unknown it -> "unknown";
    };
  }

  static PlaybookStep read(JsonNode node) {
    String action = node.path("action").asText();
    Instant at = Instant.parse(node.path("at").asText());
    String why = node.path("why").asText();
    int attempts = node.path("attempts").asInt();
    String is = node.path("is").asText();
    return switch (is) {
      case "checked" -> new PlaybookStep.Checked(action, at, condition(node), readState(node));
      case "previewed" -> new PlaybookStep.Previewed(action, at, readResult(node));
      case "skipped" -> new PlaybookStep.Skipped(action, at, why);
      case "called" -> new PlaybookStep.Called(action, at, attempts, readResult(node));
      case "putBack" -> new PlaybookStep.PutBack(action, at, attempts, readResult(node));
      case "leftDone" -> new PlaybookStep.LeftDone(action, at, why);
      default -> throw new InvalidInputException("step", "is none that is known, got " + is);
    };
  }

  private static ToolResult readResult(JsonNode node) {
    return ResultJson.read(node.path("result"));
  }

  private static PlaybookCondition condition(JsonNode node) {
    String sign = node.path("comparison").asText();
    return new PlaybookCondition(
        node.path("metric").asText(),
        PlaybookCondition.Comparison.of(sign)
            .orElseThrow(
                () ->
                    new InvalidInputException("comparison", "is none that is known, got " + sign)),
        node.path("threshold").asDouble(),
        Duration.parse(node.path("duration").asText()));
  }

  private static ConditionState readState(JsonNode node) {
    String words = node.path("words").asText();
    String state = node.path("state").asText();
    return switch (state) {
      case "holds" -> new ConditionState.Holds(words);
      case "holdsNot" -> new ConditionState.HoldsNot(words);
      case "unknown" -> new ConditionState.Unknown(words);
      default -> throw new InvalidInputException("state", "is none that is known, got " + state);
    };
  }
}
