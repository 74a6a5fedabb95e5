package io.runbookmemory.memory.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read by name and type. Every complaint names the field's path;
 * what was never asked for is unknown to this release and can be collected at the end.
 */
final class Fields {

  private final String path;
  private final JsonPointer pointer;
  private final ObjectNode node;
  private final Set<String> asked = new HashSet<>();
  private final Map<String, Fields> inner = new HashMap<>();

  Fields(ObjectNode node) {
    this("", JsonPointer.empty(), node);
  }

  private Fields(String path, JsonPointer pointer, ObjectNode node) {
    this.path = path;
    this.pointer = pointer;
    this.node = node;
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  InvalidInputException wrong(String name, String rule) {
    return new InvalidInputException(at(name), rule);
  }

  private @Nullable JsonNode get(String name) {
    asked.add(name);
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  /** Returns the names of all fields. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Nullable String text(String name) {
    JsonNode value = get(name);
    if (value == null || value.isTextual()) {
      return value == null ? null : value.textValue();
    }
    throw wrong(name, "must be a string, got " + Json.kind(value));
  }

  String required(String name) {
    String value = text(name);
    if (value == null) {
      throw wrong(name, "is missing");
    }
    return value;
  }

  String text(String name, String otherwise) {
    String value = text(name);
    return value == null ? otherwise : value;
  }

  @Nullable Instant time(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeParseException e) {
      throw wrong(name, "must be a time such as 2026-05-12T02:41:00Z, got \"" + value + "\"");
    }
  }

  Instant requiredTime(String name) {
    Instant value = time(name);
    if (value == null) {
      throw wrong(name, "is missing");
    }
    return value;
  }

  long number(String name, long otherwise) {
    JsonNode value = get(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.canConvertToExactIntegral() || !value.canConvertToLong()) {
      throw wrong(name, "must be a whole number, got " + value);
    }
    return value.longValue();
  }

  double decimal(String name) {
    JsonNode value = get(name);
    if (value == null || !value.isNumber()) {
      throw wrong(name, value == null ? "is missing" : "must be a number, got " + value);
    }
    return value.doubleValue();
  }

  boolean flag(String name) {
    JsonNode value = get(name);
    if (value != null && !value.isBoolean()) {
      throw wrong(name, "must be true or false, got " + value);
    }
    return value != null && value.booleanValue();
  }

  List<String> texts(String name) {
    List<String> values = new ArrayList<>();
    for (JsonNode item : array(name)) {
      if (!item.isTextual()) {
        throw wrong(name + "[" + values.size() + "]", "must be a string, got " + Json.kind(item));
      }
      values.add(item.textValue());
    }
    return values;
  }

  <T> List<T> objects(String name, Function<Fields, T> read) {
    List<T> values = new ArrayList<>();
    for (JsonNode item : array(name)) {
      String place = name + "[" + values.size() + "]";
      if (!(item instanceof ObjectNode object)) {
        throw wrong(place, "must be an object, got " + Json.kind(item));
      }
      JsonPointer itemAt = pointer.appendProperty(name).appendIndex(values.size());
      values.add(read.apply(inner.computeIfAbsent(place, p -> new Fields(at(p), itemAt, object))));
    }
    return values;
  }

  private Iterable<JsonNode> array(String name) {
    JsonNode value = get(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      throw wrong(name, "must be an array, got " + Json.kind(value));
    }
    return value;
  }

  @Nullable Fields object(String name) {
    JsonNode value = get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof ObjectNode object) {
      JsonPointer place = pointer.appendProperty(name);
      return inner.computeIfAbsent(name, n -> new Fields(at(n), place, object));
    }
    throw wrong(name, "must be an object, got " + Json.kind(value));
  }

  /** Returns the whole object's JSON and takes every field as known. */
  String raw() {
    node.fieldNames().forEachRemaining(asked::add);
    return Json.write(node);
  }

  @Nullable String raw(String name) {
    JsonNode value = get(name);
    return value == null ? null : Json.write(value);
  }

  /** Adds the fields that nobody asked for, here and further in, by JSON pointer. */
  void collectUnknown(Map<String, String> unknown) {
    node.properties()
        .forEach(
            field -> {
              if (!asked.contains(field.getKey())) {
                String place = pointer.appendProperty(field.getKey()).toString();
                unknown.put(place, Json.write(field.getValue()));
              }
            });
    inner.values().forEach(fields -> fields.collectUnknown(unknown));
  }

  <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    List<String> allowed = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(value)) {
        return constant;
      }
      allowed.add(constant.name());
    }
    throw wrong(name, "must be one of " + String.join(", ", allowed) + ", got \"" + value + "\"");
  }
}
