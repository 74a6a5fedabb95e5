package io.runbookmemory.examples.daemon.api.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.tool.JsonSchema;
import io.runbookmemory.tool.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of what the API takes and answers, of {@code schemas.json} beside. Thread-safe. */
public final class Schemas {

  /** What leads to one of them. */
  static final String REFERENCE = "#/components/schemas/";

  private static final String UNKNOWN = "is not a field of this tool";

  private static final ObjectNode ALL = read();
  private static final Map<String, JsonSchema> CHECKED = new ConcurrentHashMap<>();

  private Schemas() {}

  private static ObjectNode read() {
    try (InputStream stream =
        Objects.requireNonNull(Schemas.class.getResourceAsStream("schemas.json"))) {
      String json = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return (ObjectNode) Output.parse(json);
    } catch (IOException e) {
      throw new UncheckedIOException("a resource of this program cannot be read", e);
    }
  }

  /** Returns all of them, by name. */
  public static ObjectNode all() {
    return ALL.deepCopy();
  }

  /** Returns the rules of a schema that some JSON breaks. */
  public static List<Violation> violations(String name, String json) {
    return CHECKED.computeIfAbsent(name, Schemas::compiled).check(json);
  }

  private static JsonSchema compiled(String name) {
    if (!ALL.has(name)) {
      throw new IllegalArgumentException("there must be a schema of the name " + name);
    }
    ObjectNode schema = Output.object().put("type", "object").put("$ref", REFERENCE + name);
    schema.set("$defs", ALL);
    // Within OpenAPI's document they stand elsewhere than where JSON Schema has parts.
    return JsonSchema.of(schema.toString().replace(REFERENCE, "#/$defs/"));
  }

  /** Refuses a body that breaks a rule, at the place of the first. */
  static void check(String name, String body) {
    List<Violation> violations = violations(name, body);
    if (violations.isEmpty()) {
      return;
    }
    // A name that was mistyped says more than that the right one is missing.
    for (Violation one : violations) {
      if (one.rule().equals(UNKNOWN)) {
        throw new InvalidInputException(place(one.path()), "is unknown");
      }
    }
    Violation first = violations.getFirst();
    throw new InvalidInputException(place(first.path()), first.rule());
  }

  /** Returns a pointer as people write it: {@code steps[0].action}. */
  private static String place(String pointer) {
    String place = pointer.replaceAll("/([0-9]+)(?=/|$)", "[$1]").replace('/', '.');
    return place.isEmpty() ? "body" : place.substring(1);
  }
}
