package io.runbookmemory.recall.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.recall.Situation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a receipt; a broken rule is reported with the field. */
final class ReceiptFields {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private ReceiptFields() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Writes with line feeds on every system: the bytes are the receipt. */
  static String write(ObjectNode node) {
    try {
      return MAPPER.writeValueAsString(node).replace("\r\n", "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes can always be written", e);
    }
  }

  static ObjectNode parse(String json) {
    try {
      if (MAPPER.readTree(json) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new InvalidInputException("", "is not JSON: " + e.getOriginalMessage());
    }
    throw new InvalidInputException("", "must be a JSON object");
  }

  /** Returns the situation that was asked about. */
  static Situation situation(JsonNode asked) {
    try {
      Situation.Builder situation =
          Situation.builder(text(asked, "question"), Instant.parse(text(asked, "at")))
              .scope(scope(asked.path("scope")))
              .filter(FilterFields.read(asked.path("filter")))
              .topK(asked.path("topK").asInt())
              .deadline(Duration.parse(text(asked, "deadline")));
      JsonNode alert = asked.path("alert");
      if (alert.isObject()) {
        Instant startsAt = Instant.parse(text(alert, "startsAt"));
        situation.alert(new Alert(texts(alert.path("labels")), Map.of(), startsAt));
      }
      return situation.build();
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new InvalidInputException("asked", String.valueOf(e.getMessage()));
    }
  }

  private static Scope scope(JsonNode node) {
    return new Scope(
        new Tenant(text(node, "tenant")),
        orNull(node, "cluster"),
        orNull(node, "namespace"),
        orNull(node, "service"),
        orNull(node, "env"),
        orNull(node, "session"));
  }

  static String text(JsonNode node, String name) {
    String text = orNull(node, name);
    if (text == null) {
      throw new InvalidInputException(name, "must be a string, got " + node.path(name));
    }
    return text;
  }

  private static @Nullable String orNull(JsonNode node, String name) {
    return node.path(name).textValue();
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new TreeMap<>();
    node.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }
}
