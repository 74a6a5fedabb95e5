package io.runbookmemory.examples.daemon.api.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.daemon.http.Asked;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.examples.option.convert.EnvConverter;
import io.runbookmemory.memory.MemoryId;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that fits its route: what a parameter or a field is read as it is known to be.
 *
 * @param asked the request
 * @param body what it brings; an empty object where the route takes none
 * @param now when it came
 */
public record Call(Asked asked, JsonNode body, Instant now) {

  private static final int PAGE = 50;
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  /** Returns who asks, as the journal has them. */
  public String by() {
    return asked.caller().name();
  }

  /** Returns the variable {@code id}. */
  public MemoryId id() {
    return MemoryId.parse(asked.variable("id"));
  }

  /** Returns a parameter. */
  public @Nullable String text(String name) {
    return asked.query(name).orElse(null);
  }

  /** Returns a parameter that is an environment. */
  public @Nullable String env() {
    return asked.query("env").map(new EnvConverter()::convert).orElse(null);
  }

  /** Returns a parameter that is a time. */
  public @Nullable Instant time(String name) {
    return asked.query(name).map(Instant::parse).orElse(null);
  }

  /** Returns a parameter that is a length. */
  public Duration length(String name, Duration otherwise) {
    return asked.query(name).map(new DurationConverter()::convert).orElse(otherwise);
  }

  /** Returns a parameter that is true or false. */
  public @Nullable Boolean flag(String name) {
    return asked.query(name).map(Boolean::valueOf).orElse(null);
  }

  /** Returns how much a page may have. */
  public int pageSize() {
    return asked.query("pageSize").map(Integer::valueOf).orElse(PAGE);
  }

  /** Returns after what a page begins. */
  public Optional<MemoryId> cursor() {
    return asked.query("cursor").map(MemoryId::parse);
  }

  /** Returns a field that is text, or one that must be there. */
  public String given(String name) {
    return body.path(name).asText("");
  }

  /** Returns a field that is text; null if it is not there. */
  public @Nullable String field(String name) {
    return body.hasNonNull(name) ? body.path(name).asText() : null;
  }

  /** Returns a field that is a time, now if it is not there. */
  public Instant at() {
    return at(body, "at", now);
  }

  /** Returns a field of some object that is a time. */
  public static Instant at(JsonNode object, String name, Instant otherwise) {
    String text = object.path(name).asText("");
    try {
      Instant at = text.isEmpty() ? otherwise : Instant.parse(text);
      if (at.isBefore(EARLIEST) || !at.isBefore(LATEST)) {
        throw new InvalidInputException(name, "must lie in the years 1 to 9998");
      }
      return at;
    } catch (DateTimeParseException e) {
      throw new InvalidInputException(name, "must be a time such as 2026-03-01T03:12:00Z");
    }
  }

  /** Returns a field that is one of some words. */
  public static <E extends Enum<E>> @Nullable E word(JsonNode object, String name, Class<E> type) {
    return object.hasNonNull(name)
        ? Enum.valueOf(type, object.path(name).asText().toUpperCase(Locale.ROOT))
        : null;
  }
}
