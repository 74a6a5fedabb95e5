package io.runbookmemory.examples.daemon.api.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.examples.option.convert.EnvConverter;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.memory.MemoryId;
import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.TypeConversionException;

/**
 * A variable of a path, or a parameter of a query.
 *
 * @param inPath whether it is a variable
 * @param says what it is for
 */
public record Parameter(String name, boolean inPath, Kind kind, String says) {

  private static final int LONGEST = 500;
  private static final int MOST = 500;

  /** What a value must be. */
  public enum Kind {
    /** A UUID. */
    ID,
    /** Any text of up to 500 characters. */
    TEXT,
    /** An environment. */
    ENV,
    /** A time as RFC 3339 has it. */
    TIME,
    /** A length such as 12h. */
    LENGTH,
    /** A number from 1 to 500. */
    COUNT,
    /** True or false. */
    FLAG
  }

  /** Returns a variable. */
  public static Parameter path(String name, Kind kind, String says) {
    return new Parameter(name, true, kind, says);
  }

  /** Returns a parameter that may be left out. */
  public static Parameter query(String name, Kind kind, String says) {
    return new Parameter(name, false, kind, says);
  }

  /**
   * Checks a value.
   *
   * @throws InvalidInputException if it is none
   */
  void check(String value) {
    try {
      Object unused =
          switch (kind) {
            case ID -> MemoryId.parse(value);
            case TEXT -> value;
            case ENV -> new EnvConverter().convert(value);
            case TIME -> Instant.parse(value);
            case LENGTH -> new DurationConverter().convert(value);
            case COUNT -> count(value);
            case FLAG -> flag(value);
          };
    } catch (IllegalArgumentException | TypeConversionException | DateTimeException e) {
      throw new InvalidInputException(name, rule());
    }
    if (value.isBlank() || value.length() > LONGEST) {
      throw new InvalidInputException(name, rule());
    }
  }

  private static int count(String value) {
    int number = Integer.parseInt(value);
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException("must be from 1 to " + MOST + ", got " + number);
    }
    return number;
  }

  private static boolean flag(String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException("must be true or false, got " + value);
    }
    return value.equals("true");
  }

  private String rule() {
    return switch (kind) {
      case ID -> "must be a UUID";
      case TEXT -> "must have 1 to " + LONGEST + " characters, not blank";
      case ENV -> "must be one of prod, staging and dev, or a word for one of them";
      case TIME -> "must be a time such as 2026-03-01T03:12:00Z";
      case LENGTH -> "must be a length of time such as 90s, 30m, 6h or 7d";
      case COUNT -> "must be a whole number from 1 to " + MOST;
      case FLAG -> "must be true or false";
    };
  }

  /** Returns it as OpenAPI writes it. */
  ObjectNode described() {
    ObjectNode node = Output.object().put("name", name).put("in", inPath ? "path" : "query");
    node.put("description", says).put("required", inPath);
    ObjectNode schema = node.putObject("schema");
    switch (kind) {
      case ID -> schema.put("type", "string").put("format", "uuid");
      case TEXT, ENV -> schema.put("type", "string").put("minLength", 1).put("maxLength", LONGEST);
      case TIME -> schema.put("type", "string").put("format", "date-time");
      case LENGTH -> schema.put("type", "string").put("maxLength", LONGEST);
      case COUNT -> schema.put("type", "integer").put("minimum", 1).put("maximum", MOST);
      case FLAG -> schema.put("type", "boolean");
    }
    return node;
  }
}
