package io.runbookmemory.tool.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;

/** Strict JSON: no field twice, nothing behind the end, numbers to the digit, bounded depth. */
public final class JsonText {

  /** Deeper is no tool's argument; every walk over a value may go down by calling itself. */
  private static final int DEEPEST = 100;

  /** The longest string, in characters. */
  private static final int LONGEST = 16 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(LONGEST)
                          .build())
                  .build())
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final JsonMapper SORTED =
      MAPPER.rebuild().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private JsonText() {}

  /**
   * Returns an empty object.
   *
   * @return to be filled
   */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Returns an empty array.
   *
   * @return to be filled
   */
  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /**
   * Reads one value.
   *
   * @param json its text
   * @return the value
   * @throws InvalidInputException if it is not JSON; the message quotes none of it
   */
  public static JsonNode read(String json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      if (node.isMissingNode()) {
        throw new InvalidInputException("", "is empty where JSON is due");
      }
      return node;
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " at line %d, column %d"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      throw new InvalidInputException("", "is not JSON" + where);
    }
  }

  /**
   * Reads one object.
   *
   * @param json its text
   * @return the object
   * @throws InvalidInputException if it is not JSON, or another value
   */
  public static ObjectNode readObject(String json) {
    JsonNode node = read(json);
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new InvalidInputException("", "must be a JSON object, got " + kind(node));
  }

  /**
   * Writes a value on one line.
   *
   * @param node the value
   * @return its text
   */
  public static String write(JsonNode node) {
    return write(MAPPER, node);
  }

  /**
   * Writes a value for people.
   *
   * @param node the value
   * @return its text, indented
   */
  public static String pretty(JsonNode node) {
    return node.toPrettyString();
  }

  /**
   * Writes a value so that equal ones have equal texts: fields in the order of their names.
   *
   * @param node the value
   * @return its text, on one line
   */
  public static String canonical(JsonNode node) {
    return write(SORTED, MAPPER.convertValue(node, Object.class));
  }

  private static String write(JsonMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes can always be written", e);
    }
  }

  /**
   * Returns what a value is, for messages.
   *
   * @param node a value
   * @return such as {@code a string}
   */
  public static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "an array";
      case BOOLEAN -> "a boolean";
      case NUMBER -> "a number";
      case OBJECT -> "an object";
      case STRING -> "a string";
      case NULL -> "null";
      case BINARY, MISSING, POJO -> "nothing";
    };
  }
}
