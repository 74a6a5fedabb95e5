package io.runbookmemory.memory.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Applies a function to the texts of a memory's JSON. */
final class TextMapping {

  /** Fields that hold identity, enums and times rather than words. */
  private static final Set<String> STRUCTURE =
      Set.of(
          "id",
          "type",
          "status",
          "severity",
          "scope",
          "createdAt",
          "updatedAt",
          "happenedAt",
          "lastSeenAt",
          "lastVerifiedAt",
          "expiresAt",
          "links");

  private static final Set<String> KIND = Set.of("kind");

  private TextMapping() {}

  /** Returns a copy of a memory's JSON with the function applied. */
  static ObjectNode map(ObjectNode memory, UnaryOperator<String> function) {
    return map(memory, function, STRUCTURE);
  }

  private static ObjectNode map(
      ObjectNode object, UnaryOperator<String> function, Set<String> kept) {
    ObjectNode copy = Json.object();
    object
        .properties()
        .forEach(
            field -> {
              String name = field.getKey();
              JsonNode value = field.getValue();
              copy.set(name, kept.contains(name) ? value : map(value, function));
            });
    return copy;
  }

  private static JsonNode map(JsonNode node, UnaryOperator<String> function) {
    return switch (node) {
      case TextNode text -> TextNode.valueOf(function.apply(text.textValue()));
      case ObjectNode object -> map(object, function, KIND);
      case ArrayNode array -> {
        ArrayNode copy = Json.MAPPER.createArrayNode();
        array.forEach(item -> copy.add(map(item, function)));
        yield copy;
      }
      default -> node;
    };
  }
}
