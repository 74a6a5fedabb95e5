package io.runbookmemory.memory.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;

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

  /** The same in a content, by its kind. Of an unknown kind everything else is taken for words. */
  private static final Map<String, Set<String>> CONTENT_STRUCTURE =
      Map.of(
          "incident", Set.of("openedAt", "detectedAt", "mitigatedAt", "resolvedAt", "effect"),
          "deployment", Set.of("watchUntil"),
          "report", Set.of("from", "to"));

  private static final Set<String> PROVENANCE_STRUCTURE = Set.of("trust");

  private final BinaryOperator<String> function;
  private final Set<String> kept;

  private TextMapping(BinaryOperator<String> function, Set<String> kept) {
    this.function = function;
    this.kept = kept;
  }

  /** Returns a copy of a memory's JSON with the function applied. */
  static ObjectNode map(ObjectNode memory, BinaryOperator<String> function) {
    TextMapping others = new TextMapping(function, Set.of());
    ObjectNode copy = Json.object();
    for (Map.Entry<String, JsonNode> field : memory.properties()) {
      JsonNode value = field.getValue();
      JsonNode mapped =
          switch (field.getKey()) {
            case String name when STRUCTURE.contains(name) -> value;
            case "content" -> content(value, function);
            case "provenance" -> new TextMapping(function, PROVENANCE_STRUCTURE).map("", value);
            default -> others.map(field.getKey(), value);
          };
      copy.set(field.getKey(), mapped);
    }
    return copy;
  }

  private static JsonNode content(JsonNode content, BinaryOperator<String> function) {
    JsonNode kind = content.path("kind");
    Set<String> structure = CONTENT_STRUCTURE.getOrDefault(kind.asText(), Set.of());
    JsonNode mapped = new TextMapping(function, structure).map("", content);
    return mapped instanceof ObjectNode object ? object.set("kind", kind) : mapped;
  }

  /** Maps the texts of a field, those of an array by the name of what holds it. */
  private JsonNode map(String name, JsonNode node) {
    return switch (node) {
      case TextNode text -> TextNode.valueOf(function.apply(name, text.textValue()));
      case ObjectNode object -> {
        ObjectNode copy = Json.object();
        object
            .properties()
            .forEach(
                field ->
                    copy.set(
                        field.getKey(),
                        kept.contains(field.getKey())
                            ? field.getValue()
                            : map(field.getKey(), field.getValue())));
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = Json.MAPPER.createArrayNode();
        array.forEach(item -> copy.add(map(name, item)));
        yield copy;
      }
      default -> node;
    };
  }
}
