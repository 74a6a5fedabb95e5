package io.runbookmemory.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolExportTest {

  private static final ToolContract PAGES =
      ToolContract.builder("restart_pods", "Restarts the pods of a service.")
          .inputSchema(
              JsonSchema.of(
                  "{\"type\":\"object\",\"properties\":{\"service\":{\"type\":\"string\"}},"
                      + "\"required\":[\"service\"]}"))
          .timeout(Duration.ofMinutes(2))
          .build();

  private static final String INPUT =
      "{\"type\":\"object\",\"properties\":{\"service\":{\"type\":\"string\"}},"
          + "\"required\":[\"service\"]}";

  @Test
  void openAiIsToldOfFunctions() {
    assertThat(ToolExport.OPENAI.write(List.of(PAGES)))
        .isEqualTo(
            "[{\"type\":\"function\",\"function\":{\"name\":\"restart_pods\","
                + "\"description\":\"Restarts the pods of a service.\",\"parameters\":"
                + INPUT
                + "}}]");
  }

  @Test
  void anthropicIsToldOfTools() {
    assertThat(ToolExport.ANTHROPIC.write(List.of(PAGES)))
        .isEqualTo(
            "[{\"name\":\"restart_pods\",\"description\":\"Restarts the pods of a service.\","
                + "\"input_schema\":"
                + INPUT
                + "}]");
  }

  @Test
  void theModelContextProtocolIsToldWhatAToolDoes() {
    assertThat(ToolExport.MCP.write(List.of(PAGES)))
        .isEqualTo(
            "[{\"name\":\"restart_pods\",\"description\":\"Restarts the pods of a service.\","
                + "\"inputSchema\":"
                + INPUT
                + ",\"outputSchema\":{\"type\":\"object\"},\"annotations\":{\"readOnlyHint\":false,"
                + "\"destructiveHint\":true,\"idempotentHint\":false},\"_meta\":{"
                + "\"io.runbookmemory/effect\":\"destructive\",\"io.runbookmemory/cost\":\"medium\","
                + "\"io.runbookmemory/timeout\":\"PT2M\"}}]");
  }
}
