package io.runbookmemory.tool;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What a schema refers to. A reference leads to a place in the same schema, and a schema that
 * refers to itself does so only beneath a keyword that goes down in the value, such as {@code
 * properties}: otherwise to check one value would never end.
 */
final class SchemaReferences {

  /** Keywords whose schemas are for the same value as the one they stand in. */
  private static final List<String> IN_PLACE = List.of("not", "if", "then", "else");

  /** Those that hold several. */
  private static final List<String> ALL_IN_PLACE =
      List.of("allOf", "anyOf", "oneOf", "dependentSchemas");

  /** Keywords that lead elsewhere in ways that nobody needs for a tool. */
  private static final List<String> REFUSED = List.of("$dynamicRef", "$recursiveRef", "$id");

  private final ObjectNode root;
  private final Set<JsonNode> ends = Collections.newSetFromMap(new IdentityHashMap<>());

  SchemaReferences(ObjectNode root) {
    this.root = root;
  }

  void check() {
    ends(root, Collections.newSetFromMap(new IdentityHashMap<>()));
    Deque<JsonNode> open = new ArrayDeque<>();
    root.forEach(open::push);
    while (!open.isEmpty()) {
      JsonNode node = open.pop();
      if (node.isObject()) {
        refuse(node);
        ends(node, Collections.newSetFromMap(new IdentityHashMap<>()));
      }
      node.forEach(open::push);
    }
  }

  /** The schema as a whole may have a name; a part that has one changes what references mean. */
  private static void refuse(JsonNode node) {
    for (String keyword : REFUSED) {
      if (node.path(keyword).isTextual()) {
        throw new InvalidInputException(
            "", "a tool's schema may refer to its own parts by $ref alone, got " + keyword);
      }
    }
  }

  /** Follows what is for the same value, and fails where that leads back. */
  private void ends(JsonNode node, Set<JsonNode> above) {
    if (!node.isObject() || ends.contains(node)) {
      return;
    }
    if (!above.add(node)) {
      throw new InvalidInputException(
          "", "a schema must not refer to itself for the same value: checking it would not end");
    }
    if (node.path("$ref").isTextual()) {
      ends(target(node.path("$ref").textValue()), above);
    }
    IN_PLACE.forEach(keyword -> ends(node.path(keyword), above));
    ALL_IN_PLACE.forEach(keyword -> node.path(keyword).forEach(one -> ends(one, above)));
    above.remove(node);
    ends.add(node);
  }

  private JsonNode target(String reference) {
    if (!reference.startsWith("#") || (reference.length() > 1 && reference.charAt(1) != '/')) {
      throw new InvalidInputException(
          "", "$ref must lead to a part of the same schema, such as #/$defs/x, got " + reference);
    }
    JsonNode target = root.at(JsonPointer.compile(reference.substring(1)));
    if (target.isMissingNode()) {
      throw new InvalidInputException("", "$ref leads to nothing: " + reference);
    }
    return target;
  }
}
