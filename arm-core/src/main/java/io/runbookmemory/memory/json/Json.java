package io.runbookmemory.memory.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;

/** The one Jackson mapper of this package: strict about syntax, exact about numbers. */
final class Json {

  /** The longest string that is read, in characters: a runbook of 64 MB is no runbook. */
  private static final int MAX_STRING = 64 << 20;

  static final ObjectMapper MAPPER =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(MAX_STRING).build())
                  .build())
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Parses one JSON object. */
  static ObjectNode parse(String json) {
    JsonNode node = value(json);
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new InvalidInputException("", "must be a JSON object, got " + kind(node));
  }

  /** Parses one JSON value. */
  static JsonNode value(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      String column = e.getLocation() == null ? "" : " at column " + e.getLocation().getColumnNr();
      throw new InvalidInputException("", "is not JSON" + column + ": " + e.getOriginalMessage());
    }
  }

  /** Returns the node's JSON with lone surrogates, which UTF-8 cannot hold, as U+FFFD. */
  static String write(JsonNode node) {
    try {
      String json = MAPPER.writeValueAsString(node);
      for (int i = 0; i < json.length(); i++) {
        if (Character.isSurrogate(json.charAt(i))) {
          return wellFormed(json);
        }
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes can always be written", e);
    }
  }

  private static String wellFormed(String json) {
    return json.codePoints()
        .map(
            point ->
                point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                    ? 0xFFFD
                    : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  static String kind(JsonNode node) {
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
