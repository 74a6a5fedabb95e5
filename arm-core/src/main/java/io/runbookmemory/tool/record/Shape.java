package io.runbookmemory.tool.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.tool.json.JsonText;

/** What JSON stands for a Java type: its schema, and the way there and back. */
interface Shape {

  /** Returns the schema, for others to add a description to. */
  ObjectNode schema();

  /**
   * Reads a value.
   *
   * @throws InvalidInputException about {@code path} if the node is not of this shape
   */
  Object read(JsonNode node, String path);

  JsonNode write(Object value);

  /** Fails unless a node is what it should be. */
  static void demand(boolean fits, String wanted, JsonNode node, String path) {
    if (!fits) {
      throw new InvalidInputException(path, "must be " + wanted + ", got " + JsonText.kind(node));
    }
  }
}
