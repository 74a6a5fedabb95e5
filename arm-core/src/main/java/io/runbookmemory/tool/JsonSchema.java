package io.runbookmemory.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.tool.json.JsonText;
import java.util.List;
import java.util.Locale;

/**
 * A schema of JSON Schema 2020-12 for one object, which all of its rules are known of: it refers to
 * nothing outside itself, so that checking opens no socket, and to itself only on the way down, so
 * that checking ends. {@code format} is checked. Immutable and thread-safe.
 *
 * @see <a href="https://json-schema.org/draft/2020-12">JSON Schema 2020-12</a>
 */
public final class JsonSchema {

  /** What any object fits. */
  public static final JsonSchema ANY_OBJECT = of("{\"type\":\"object\"}");

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  /** More is no help to anybody who has to mend the call. */
  private static final int MOST_VIOLATIONS = 20;

  private final String text;
  private final Schema schema;

  private JsonSchema(ObjectNode node) {
    this.text = JsonText.write(node);
    this.schema = compiled(node);
  }

  /**
   * Reads a schema.
   *
   * @param json one JSON object, whose {@code type} is {@code object}
   * @return the schema
   * @throws InvalidInputException if it is not JSON, of another draft, not for objects, refers to
   *     something that it does not hold, or to itself without going down
   */
  public static JsonSchema of(String json) {
    ObjectNode node = JsonText.readObject(json);
    if (node.has("$schema") && !DIALECT.equals(node.path("$schema").asText())) {
      throw new InvalidInputException(
          "/$schema", "must be " + DIALECT + ", got " + node.path("$schema"));
    }
    if (!"object".equals(node.path("type").asText())) {
      throw new InvalidInputException(
          "/type", "must be \"object\": tools take and give objects, got " + node.path("type"));
    }
    new SchemaReferences(node).check();
    return new JsonSchema(node);
  }

  private static Schema compiled(ObjectNode node) {
    SchemaRegistryConfig config =
        SchemaRegistryConfig.builder()
            .formatAssertionsEnabled(true)
            .pathType(PathType.JSON_POINTER)
            .locale(Locale.ROOT)
            .build();
    try {
      Schema schema =
          SchemaRegistry.withDefaultDialect(
                  SpecificationVersion.DRAFT_2020_12,
                  registry -> registry.schemaRegistryConfig(config))
              .getSchema(node);
      schema.initializeValidators();
      return schema;
    } catch (com.networknt.schema.SchemaException e) {
      throw new InvalidInputException("", "is no JSON Schema: " + e.getMessage());
    }
  }

  /**
   * Checks some JSON.
   *
   * @param json any text
   * @return the rules that it breaks, the first {@value #MOST_VIOLATIONS} of them in the order of
   *     their paths; empty if it fits. No value is quoted, for one may be a secret
   */
  public List<Violation> check(String json) {
    JsonNode node;
    try {
      node = JsonText.readObject(json);
    } catch (InvalidInputException e) {
      return List.of(new Violation("", e.rule()));
    }
    return schema.validate(node).stream()
        .map(JsonSchema::violation)
        .distinct()
        .sorted(java.util.Comparator.comparing(Violation::path).thenComparing(Violation::rule))
        .limit(MOST_VIOLATIONS)
        .toList();
  }

  private static Violation violation(Error error) {
    String path = error.getInstanceLocation().toString();
    String property = error.getProperty();
    boolean extra = "additionalProperties".equals(error.getKeyword());
    return extra && property != null
        ? new Violation(path + "/" + property, "is not a field of this tool")
        : new Violation(path, error.getMessage());
  }

  /**
   * Returns the schema's text.
   *
   * @return one JSON object
   */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonSchema that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
