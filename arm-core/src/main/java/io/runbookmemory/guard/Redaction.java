package io.runbookmemory.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolResult;
import io.runbookmemory.tool.Violation;
import io.runbookmemory.tool.json.JsonText;

/** The one place where secrets are taken out of arguments and results. */
final class Redaction {

  private final Redactor redactor;
  private final Redactor questions;

  Redaction(Redactor redactor, Redactor questions) {
    this.redactor = redactor;
    this.questions = questions;
  }

  String clean(String text) {
    return redactor.redact(text);
  }

  /** Returns what a tool may be given of its arguments. */
  String argumentsFor(ToolContract contract, String json) {
    boolean looks = contract.effect() == ToolEffect.READ_ONLY;
    return JsonText.write(
        texts(JsonText.readObject(json), (looks ? questions : redactor).together()));
  }

  /** Returns JSON with every text, name and value, redacted; what is no JSON as the text it is. */
  String cleanJson(String json) {
    try {
      return JsonText.write(texts(JsonText.read(json), redactor.together()));
    } catch (InvalidInputException e) {
      return redactor.redact(json);
    }
  }

  private static JsonNode texts(JsonNode node, Redactor redactor) {
    return switch (node) {
      case TextNode text -> TextNode.valueOf(redactor.redact(text.textValue()));
      case ObjectNode object -> fields(object, redactor);
      case ArrayNode array -> {
        ArrayNode clean = JsonText.array();
        array.forEach(item -> clean.add(texts(item, redactor)));
        yield clean;
      }
      default -> node;
    };
  }

  private static ObjectNode fields(ObjectNode object, Redactor redactor) {
    ObjectNode clean = JsonText.object();
    object
        .properties()
        .forEach(
            field -> {
              String name = field.getKey();
              JsonNode value = field.getValue();
              clean.set(
                  redactor.redact(name),
                  value instanceof TextNode text
                      ? TextNode.valueOf(redactor.redact(name, text.textValue()))
                      : texts(value, redactor));
            });
    return clean;
  }

  ToolResult clean(ToolResult result) {
    return switch (result) {
      case ToolResult.Succeeded it ->
          new ToolResult.Succeeded(
              cleanJson(it.output()), it.notes().stream().map(this::clean).toList());
      case ToolResult.NoData it -> new ToolResult.NoData(clean(it.reason()));
      case ToolResult.Failed it -> new ToolResult.Failed(clean(it.reason()), it.retryable());
      case ToolResult.Refused it ->
          new ToolResult.Refused(
              clean(it.reason()),
              it.violations().stream()
                  .map(one -> new Violation(clean(one.path()), clean(one.rule())))
                  .toList());
      case ToolResult.ApprovalRequired it -> it;
      case ToolResult.TimedOut it -> it;
    };
  }
}
