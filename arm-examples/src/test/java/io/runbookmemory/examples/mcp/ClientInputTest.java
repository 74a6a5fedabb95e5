package io.runbookmemory.examples.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientInputTest {

  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}\n";

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();

  private ClientInput of(String written) {
    return new ClientInput(
        new ByteArrayInputStream(written.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(told, true, StandardCharsets.UTF_8),
        new JacksonMcpJsonMapper(new JsonMapper()));
  }

  private static String read(ClientInput input) throws IOException {
    return new String(input.readAllBytes(), StandardCharsets.UTF_8);
  }

  private List<String> answers() {
    return told.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "{\"jsonrpc\":\"2.0\"", "[1]", "{\"a\":1}", "7", "\"\\u00"})
  void aLineThatIsNoMessageIsAnsweredAndPassedOver(String bad) throws IOException {
    assertThat(read(of(bad + "\n\n" + PING + bad))).isEqualTo(PING);

    assertThat(answers()).hasSize(2);
    for (String answer : answers()) {
      JsonNode error = new ObjectMapper().readTree(answer).path("error");
      assertThat(error.path("code").asInt()).isEqualTo(McpSchema.ErrorCodes.PARSE_ERROR);
      assertThat(error.path("message").asText()).contains("one message of JSON-RPC 2.0");
    }
  }

  @Test
  void aMessageThatIsTooDeepOrTooLongIsOneToo() throws IOException {
    String deep = "{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":" + "[".repeat(100_000) + "\n";
    String longer = PING.strip() + " ".repeat(ClientInput.LONGEST) + "\n";

    assertThat(read(of(deep + longer + PING))).isEqualTo(PING);

    assertThat(answers()).hasSize(2).last().asString().contains("at most 4 MiB");
  }

  @Test
  void messagesPassAsTheyAreAndTheLastNeedsNoEnd() throws Exception {
    String said = PING + PING.replace("ping", "größer");
    ClientInput input = of(said.strip());
    assertThat(input.isGone(Duration.ZERO)).isFalse();

    assertThat(read(input)).isEqualTo(said.strip());

    assertThat(input.isGone(Duration.ZERO)).isTrue();
    assertThat(answers()).isEmpty();
  }
}
