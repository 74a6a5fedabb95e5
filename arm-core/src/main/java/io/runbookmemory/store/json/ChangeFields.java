package io.runbookmemory.store.json;

import com.fasterxml.jackson.core.JsonFactory;
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
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of a change's JSON object, by name; a broken rule is reported with the field. */
final class ChangeFields {

  /** The longest string that is read: a memory's text may have 64 MB, and so may its vectors. */
  private static final int MAX_STRING = 64 << 20;

  /** Exact about numbers, since a memory of a newer release passes through it. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(MAX_STRING).build())
                  .build())
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final String path;
  private final ObjectNode node;

  private ChangeFields(String path, ObjectNode node) {
    this.path = path;
    this.node = node;
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException("", "is not JSON: " + e.getOriginalMessage());
    }
  }

  static ChangeFields of(String json) {
    if (parse(json) instanceof ObjectNode object) {
      return new ChangeFields("", object);
    }
    throw new InvalidInputException("", "must be a JSON object");
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  InvalidInputException wrong(String name, String rule) {
    return new InvalidInputException(at(name), rule);
  }

  /** Returns a field, or null if it is absent or null. */
  private @Nullable JsonNode find(String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private JsonNode get(String name) {
    JsonNode value = find(name);
    if (value == null) {
      throw wrong(name, "is missing");
    }
    return value;
  }

  /** Refuses what a newer release wrote. */
  void requireFormat(int newest) {
    if (has("format") && number("format", 1) > newest) {
      throw wrong(
          "format", number("format", 1) + " is newer than this release reads, which is " + newest);
    }
  }

  boolean has(String name) {
    return find(name) != null;
  }

  String text(String name) {
    JsonNode value = get(name);
    if (!value.isTextual()) {
      throw wrong(name, "must be a string, got " + value);
    }
    return value.textValue();
  }

  /** Returns what a text stands for. */
  <T> T parsed(String name, Function<String, T> parser) {
    String text = text(name);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw wrong(name, Objects.toString(e.getMessage()));
    }
  }

  Instant time(String name) {
    String text = text(name);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw wrong(name, "must be a time such as 2026-05-12T02:41:00Z, got \"" + text + "\"");
    }
  }

  long number(String name, long atLeast) {
    JsonNode value = get(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < atLeast) {
      throw wrong(name, "must be a whole number of at least " + atLeast + ", got " + value);
    }
    return value.longValue();
  }

  int count(String name, int atLeast) {
    long value = number(name, atLeast);
    if (value > Integer.MAX_VALUE) {
      throw wrong(name, "must be at most " + Integer.MAX_VALUE + ", got " + value);
    }
    return (int) value;
  }

  ChangeFields object(String name) {
    if (get(name) instanceof ObjectNode object) {
      return new ChangeFields(at(name), object);
    }
    throw wrong(name, "must be an object, got " + get(name));
  }

  /** Returns an object's own JSON, for whoever knows its fields. */
  <T> T embedded(String name, Function<String, T> reader) {
    String json = object(name).node.toString();
    try {
      return reader.apply(json);
    } catch (InvalidInputException e) {
      throw e.in(at(name));
    }
  }

  List<ChangeFields> objects(String name) {
    JsonNode array = get(name);
    if (!array.isArray()) {
      throw wrong(name, "must be an array, got " + array);
    }
    List<ChangeFields> objects = new ArrayList<>();
    for (JsonNode item : array) {
      String place = name + "[" + objects.size() + "]";
      if (!(item instanceof ObjectNode object)) {
        throw wrong(place, "must be an object, got " + item);
      }
      objects.add(new ChangeFields(at(place), object));
    }
    return objects;
  }
}
