package io.runbookmemory.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {

  private static final JsonSchema WINDOW =
      JsonSchema.of(
          """
          {"type":"object","required":["query"],"additionalProperties":false,"properties":{
            "query":{"type":"string","minLength":1},
            "window":{"type":"object","properties":{"from":{"type":"string","format":"date-time"}}},
            "limit":{"type":"integer","maximum":100}}}
          """);

  @Test
  void whatFitsBreaksNothing() {
    assertThat(
            WINDOW.check(
                "{\"query\":\"up\",\"window\":{\"from\":\"2026-03-01T03:00:00Z\"},\"limit\":5}"))
        .isEmpty();
  }

  @Test
  void aViolationNamesThePathOfTheWrongField() {
    assertThat(WINDOW.check("{\"query\":\"up\",\"window\":{\"from\":\"yesterday\"},\"limit\":500}"))
        .extracting(Violation::path)
        .containsExactly("/limit", "/window/from");
  }

  @Test
  void aFieldThatIsMissingOrTooManyIsNamed() {
    assertThat(WINDOW.check("{\"qeury\":\"up\"}"))
        .extracting(Violation::toString)
        .anyMatch(one -> one.contains("query") && one.contains("required"))
        .anyMatch(one -> one.startsWith("/qeury: is not a field"));
  }

  @Test
  void aSecretInAWrongFieldIsNotQuoted() {
    assertThat(WINDOW.check("{\"query\":\"up\",\"limit\":\"AKIAIOSFODNN7EXAMPLE\"}").toString())
        .doesNotContain("AKIA");
    assertThat(WINDOW.check("{\"query\":\"AKIAIOSFODNN7EXAMPLE\"").toString())
        .doesNotContain("AKIA");
  }

  @Test
  void whatIsNoJsonObjectBreaksTheWhole() {
    for (String json : List.of("", "[]", "null", "{", "{} {}", "{\"a\":1,\"a\":2}")) {
      assertThat(WINDOW.check(json)).as(json).hasSize(1);
    }
    String deep = "{\"query\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
    assertThat(WINDOW.check(deep)).hasSize(1);
  }

  @Test
  void aSchemaMayGoDownIntoItself() {
    JsonSchema tree =
        JsonSchema.of(
            "{\"type\":\"object\",\"properties\":{\"left\":{\"$ref\":\"#\"},\"n\":{\"type\":\"integer\"}}}");
    assertThat(tree.check("{\"left\":{\"left\":{\"n\":1}}}")).isEmpty();
    assertThat(tree.check("{\"left\":{\"left\":{\"n\":\"x\"}}}"))
        .extracting(Violation::path)
        .containsExactly("/left/left/n");
  }

  @Test
  void aSchemaThatNeverEndsIsRefused() {
    for (String schema :
        List.of(
            "{\"type\":\"object\",\"$ref\":\"#\"}",
            "{\"type\":\"object\",\"allOf\":[{\"$ref\":\"#\"}]}",
            "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/x\"}},"
                + "\"$defs\":{\"x\":{\"anyOf\":[{\"$ref\":\"#/$defs/y\"}]},"
                + "\"y\":{\"not\":{\"$ref\":\"#/$defs/x\"}}}}")) {
      assertThatThrownBy(() -> JsonSchema.of(schema))
          .as(schema)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("not end");
    }
  }

  @Test
  void aSchemaThatLeadsOutsideIsRefused() {
    for (String reference :
        List.of("https://example.org/x.json", "file:///etc/passwd", "#/$defs/gone", "#name")) {
      String schema =
          "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"" + reference + "\"}}}";
      assertThatThrownBy(() -> JsonSchema.of(schema))
          .as(reference)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("$ref");
    }
  }

  @Test
  void aSchemaOfAnotherDraftOrForNoObjectIsRefused() {
    assertThatThrownBy(
            () ->
                JsonSchema.of(
                    "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\"}"))
        .hasMessageContaining("2020-12");
    assertThatThrownBy(() -> JsonSchema.of("{\"type\":\"string\"}")).hasMessageContaining("object");
  }
}
