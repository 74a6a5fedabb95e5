package io.runbookmemory.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.redact.SecretNames;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolResult;
import io.runbookmemory.tool.Violation;
import io.runbookmemory.tool.json.JsonText;
import java.math.BigDecimal;

/** The one place where secrets are taken out of arguments and results. */
final class Redaction {

  /** ISO/IEC 7812-1 has no longer ones; of the shorter ones no issuer of today has any. */
  private static final int LONGEST_CARD = 19;

  private static final int SHORTEST_CARD = 14;

  private final Redactor redactor;
  private final Redactor questions;

  Redaction(Redactor redactor, Redactor questions) {
    this.redactor = redactor;
    this.questions = questions;
  }

  String clean(String text) {
    return redactor.redact(text);
  }

  /** Returns what a tool may be given of a call's arguments, which fit its contract. */
  String argumentsFor(ToolContract contract, GuardedCall call) {
    Redactor given = contract.effect() == ToolEffect.READ_ONLY ? questions : redactor;
    return given == redactor
        ? call.shownArguments()
        : JsonText.write(texts(JsonText.readObject(call.request().arguments()), given.together()));
  }

  /**
   * Returns JSON with every text, name and value, redacted, and every number that is a card's or
   * stands under the name of a secret; what is no JSON as the text it is.
   */
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
      case NumericNode number -> number(number, redactor);
      default -> node;
    };
  }

  /** A card's number is one without quotes too; its placeholder is a text. */
  private static JsonNode number(NumericNode number, Redactor redactor) {
    BigDecimal value = number.decimalValue();
    int digits = value.precision() - value.scale();
    if (value.signum() <= 0
        || digits < SHORTEST_CARD
        || digits > LONGEST_CARD
        || value.stripTrailingZeros().scale() > 0) {
      return number;
    }
    String text = value.toBigInteger().toString();
    String clean = redactor.redact(text);
    return clean.equals(text) ? number : TextNode.valueOf(clean);
  }

  /** A PIN is a secret without quotes too: what a text of that name would be, a number is. */
  private static JsonNode number(String name, NumericNode number, Redactor redactor) {
    String text = number.asText();
    String clean = SecretNames.isSecret(name) ? redactor.redact(name, text) : text;
    return clean.equals(text) ? number(number, redactor) : TextNode.valueOf(clean);
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
                  switch (value) {
                    case TextNode text -> TextNode.valueOf(redactor.redact(name, text.textValue()));
                    case NumericNode number -> number(name, number, redactor);
                    default -> texts(value, redactor);
                  });
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
