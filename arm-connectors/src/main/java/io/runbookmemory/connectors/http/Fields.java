package io.runbookmemory.connectors.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Fields of an answer, as the vendors write them. */
public final class Fields {

  /** Jira writes an offset without its colon. */
  private static final List<DateTimeFormatter> TIMES =
      List.of(
          DateTimeFormatter.ISO_OFFSET_DATE_TIME,
          DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS]Z", java.util.Locale.ROOT));

  private Fields() {}

  /** Returns a text or a number as text; empty if there is none. */
  public static Optional<String> text(JsonNode node) {
    return node.isValueNode() && !node.isNull()
        ? Optional.of(node.asText()).filter(text -> !text.isBlank())
        : Optional.empty();
  }

  /** Returns the values of an object, or none. */
  public static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            one ->
                texts.put(
                    one.getKey(),
                    one.getValue().isTextual()
                        ? one.getValue().textValue()
                        : one.getValue().toString()));
    return texts;
  }

  /** Returns the elements of an array, or none. */
  public static <T> List<T> list(JsonNode array, Function<JsonNode, T> each) {
    List<T> all = new ArrayList<>();
    array.forEach(one -> all.add(each.apply(one)));
    return all;
  }

  /** Returns a time; empty if there is none, or nobody can read it. */
  public static Optional<Instant> time(JsonNode node) {
    String text = node.asText();
    for (DateTimeFormatter form : TIMES) {
      try {
        return Optional.of(OffsetDateTime.parse(text, form).toInstant());
      } catch (DateTimeException e) {
        // The next form may fit.
      }
    }
    return Optional.empty();
  }
}
