package io.runbookmemory.examples.option;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads alerts as Alertmanager's webhook sends them, one of them or the whole message. */
public final class AlertFile {

  private static final ObjectMapper MAPPER = new JsonMapper();
  private static final Path STANDARD_INPUT = Path.of("-");

  private AlertFile() {}

  /**
   * An alert as it is reported.
   *
   * @param endedAt when it ended; null if it fires
   */
  public record Reported(Alert alert, @Nullable Instant endedAt) {}

  /** Returns the alerts of a file, or of standard input if that is {@code -}; at least one. */
  public static List<Reported> read(Path file) {
    String name = file.equals(STANDARD_INPUT) ? "standard input" : file.toString();
    try {
      return parse(
          name, file.equals(STANDARD_INPUT) ? System.in.readAllBytes() : Files.readAllBytes(file));
    } catch (IOException e) {
      throw new InvalidInputException(name, "cannot be read: " + e);
    }
  }

  /**
   * Returns the alerts of a message; at least one.
   *
   * @param name of what it stands in, for who mends it
   */
  public static List<Reported> parse(String name, byte[] json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      JsonNode many = node.path("alerts");
      List<Reported> alerts = new ArrayList<>();
      for (JsonNode one : many.isArray() && !many.isEmpty() ? many : List.of(node)) {
        alerts.add(reported(name, one));
      }
      return alerts;
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(name, "is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new InvalidInputException(name, "cannot be read: " + e);
    }
  }

  private static Reported reported(String file, JsonNode one) {
    if (!one.path("labels").isObject()) {
      throw new InvalidInputException(file, "an alert must have an object of labels");
    }
    Instant since = time(file, one, "startsAt");
    Alert alert = new Alert(texts(one.path("labels")), texts(one.path("annotations")), since);
    boolean over = one.path("status").asText("").equals("resolved");
    return new Reported(alert, over ? time(file, one, "endsAt") : null);
  }

  private static Instant time(String file, JsonNode one, String field) {
    String text = one.path(field).asText("");
    try {
      return text.isEmpty() ? Instant.now() : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new InvalidInputException(
          file + ": " + field, "must be a time, got \"" + e.getParsedString() + "\"");
    }
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new TreeMap<>();
    node.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
    return texts;
  }
}
