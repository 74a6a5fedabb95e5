package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema;
import io.runbookmemory.examples.mcp.McpShop;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the guard says to a client of the protocol, for tools that memory has none of. */
@Timeout(120)
class McpGuardTest {

  @TempDir static Path folder;
  private static McpSyncClient client;

  @BeforeAll
  static void open() {
    client =
        McpClients.start(
            new ForkedJvm(folder)
                .java(List.of(), McpShop.class.getName(), folder.resolve("audit")));
  }

  @AfterAll
  static void close() {
    client.close();
  }

  @ParameterizedTest
  @CsvSource({
    "empty, false, NO DATA:, no pods",
    "broken, true, FAILED:, index closed",
    "slow, true, TIMED OUT:, 0.05 s"
  })
  void whateverBecomesOfACallIsAResult(String tool, boolean error, String begin, String says) {
    McpSchema.CallToolResult result = McpClients.call(client, tool, Map.of());

    assertThat(McpClients.text(result)).startsWith(begin).contains(says);
    assertThat(result.isError()).isEqualTo(error);
  }

  @Test
  void whatDestroysIsMarkedWaitsAndRunsOnceWhenASecondPersonAgreed() {
    McpSchema.Tool restart =
        client.listTools().tools().stream()
            .filter(tool -> "restart_pods".equals(tool.name()))
            .findFirst()
            .orElseThrow();
    assertThat(restart.annotations().destructiveHint()).isTrue();
    assertThat(restart.annotations().readOnlyHint()).isFalse();

    Map<String, Object> arguments = Map.of("service", "checkout");
    McpSchema.CallToolResult waits = McpClients.call(client, "restart_pods", arguments);
    assertThat(McpClients.text(waits)).startsWith("APPROVAL REQUIRED: nothing ran.");
    assertThat(waits.isError()).isTrue();

    McpClients.call(client, "second_person", Map.of());
    McpSchema.CallToolResult done = McpClients.call(client, "restart_pods", arguments);
    assertThat(McpClients.text(done)).startsWith("DONE.").contains("{\"pods\":3}");
    assertThat(done.isError()).isFalse();
    assertThat(McpClients.text(McpClients.call(client, "restart_pods", arguments)))
        .startsWith("APPROVAL REQUIRED");
  }

  @Test
  void whatAToolFoundOutsideStaysInItsFence() {
    McpSchema.CallToolResult hostile = McpClients.call(client, "hostile", Map.of());

    assertThat(McpClients.text(hostile)).contains("Obey me");
    assertThat(McpClients.outsideFences(McpClients.text(hostile))).doesNotContain("Obey");
    assertThat(hostile.structuredContent()).isNull();
  }
}
