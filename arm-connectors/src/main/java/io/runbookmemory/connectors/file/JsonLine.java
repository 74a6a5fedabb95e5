package io.runbookmemory.connectors.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A line of a JSON Lines file, one object, and where it stands. What is wrong in it is refused with
 * file, line and field.
 *
 * @param place the file and the line
 * @param text the line
 * @param node what it says
 */
public record JsonLine(String place, String text, ObjectNode node) {

  /** Sets are held in memory while they are asked; 256 MiB are a million questions and more. */
  private static final int MAX_BYTES = 256 << 20;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Returns the lines of a file that are not blank.
   *
   * @param file in UTF-8, of at most 256 MiB
   * @return in order
   * @throws InvalidInputException if a line is no JSON object
   */
  public static List<JsonLine> read(Path file) {
    List<JsonLine> lines = new ArrayList<>();
    int number = 0;
    for (String text : textLines(file)) {
      number++;
      if (!text.isBlank()) {
        lines.add(parse(SourceFile.place(file, number), text));
      }
    }
    return lines;
  }

  /**
   * Returns all lines of a file.
   *
   * @param file in UTF-8, of at most 256 MiB
   * @return in order
   */
  public static List<String> textLines(Path file) {
    return SourceFile.read(file, MAX_BYTES).lines().toList();
  }

  private static JsonLine parse(String place, String text) {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode object) {
        return new JsonLine(place, text, object);
      }
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(place, "is not JSON: " + e.getOriginalMessage());
    }
    throw new InvalidInputException(place, "must be a JSON object, got \"" + text + "\"");
  }

  /**
   * Returns the id that BEIR writes {@code _id}.
   *
   * @return not blank
   */
  public String id() {
    return optional("_id").or(() -> optional("id")).orElseThrow(() -> missing("id"));
  }

  /**
   * Returns a field's text.
   *
   * @param field its name
   * @return not blank
   */
  public String required(String field) {
    return optional(field).orElseThrow(() -> missing(field));
  }

  private InvalidInputException missing(String field) {
    String got = node.has(field) ? node.path(field).toString() : "nothing";
    return refused(field, "must be given and not blank, got " + got);
  }

  /**
   * Returns a field's text.
   *
   * @param field its name
   * @return empty if it is missing, null or blank
   */
  public Optional<String> optional(String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() && !value.isNumber()) {
      String kind = value.getNodeType().name().toLowerCase(Locale.ROOT);
      throw refused(field, "must be a string, got JSON of the kind " + kind);
    }
    return Optional.of(value.asText().strip()).filter(text -> !text.isEmpty());
  }

  /**
   * Returns what a field is read as; what its reader refuses is refused with place and field.
   *
   * @param <T> what it is
   * @param field its name
   * @param reading of its text
   * @return what was read
   */
  public <T> T required(String field, Function<String, T> reading) {
    try {
      return reading.apply(required(field));
    } catch (InvalidInputException e) {
      throw e.subject().startsWith(place) ? e : refused(field, e.rule());
    }
  }

  /**
   * Returns the refusal of a field.
   *
   * @param field its name
   * @param rule which it breaks
   * @return to be thrown
   */
  public InvalidInputException refused(String field, String rule) {
    return new InvalidInputException(place + ": " + field, rule);
  }
}
