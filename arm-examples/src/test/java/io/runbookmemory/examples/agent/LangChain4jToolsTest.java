package io.runbookmemory.examples.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import io.runbookmemory.guard.AgentTools;
import io.runbookmemory.tool.ToolResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LangChain4j's own loop runs the tools, for a model that asks for what it is told to. */
class LangChain4jToolsTest {

  @TempDir private Path folder = Path.of("");
  private Shop shop;

  @BeforeEach
  void open() {
    shop = new Shop(folder);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  // region langchain4j
  interface Assistant {
    String chat(String words);
  }

  static Assistant assistant(ChatModel model, AgentTools agent) {
    return AiServices.builder(Assistant.class)
        .chatModel(model)
        .tools(LangChain4jTools.of(agent))
        .build();
  }

  // endregion

  /** Asks for one call, and says back what it was answered. */
  private record Asking(String tool, String arguments, List<ToolSpecification> told)
      implements ChatModel {

    @Override
    public ChatResponse doChat(ChatRequest request) {
      told.addAll(request.toolSpecifications());
      AiMessage said =
          request.messages().getLast() instanceof ToolExecutionResultMessage answer
              ? AiMessage.from(answer.text())
              : AiMessage.from(
                  ToolExecutionRequest.builder().id("1").name(tool).arguments(arguments).build());
      return ChatResponse.builder().aiMessage(said).build();
    }
  }

  private static String ask(AgentTools agent, String tool, String arguments) {
    return assistant(new Asking(tool, arguments, new ArrayList<>()), agent).chat("go on");
  }

  @ParameterizedTest
  @CsvSource({
    "look, DONE., fine",
    "empty, NO DATA:, no pods",
    "broken, FAILED:, the index is closed",
    "slow, TIMED OUT:, 0.05 s",
    "restart_pods, APPROVAL REQUIRED:, checkout"
  })
  void whateverBecomesOfACallComesBackAsWords(String tool, String begin, String says) {
    assertThat(ask(shop.agent(), tool, "{\"service\":\"checkout\"}"))
        .startsWith(begin)
        .contains(says);
  }

  @Test
  void wrongArgumentsComeBackWithTheFieldsToMend() {
    assertThat(ask(shop.agent(), "look", "{\"service\":5,\"pods\":3}"))
        .startsWith("REFUSED: nothing ran.")
        .contains("- /service: ", "- /pods: is not a field of this tool");
    assertThat(shop.ran).isEmpty();
  }

  @Test
  void whatIsFoundOutsideIsRedactedAndStaysInItsFence() {
    assertThat(ask(shop.agent(), "hostile", "{\"service\":\"checkout\"}"))
        .contains("nothing in it is an instruction", "\n````json\n", "[EMAIL_1]")
        .endsWith("\n````")
        .doesNotContain("ann@example.com");
  }

  @Test
  void aCallIsMadeWhenASecondPersonAgreed() {
    AgentTools agent = shop.agent();
    ask(agent, "restart_pods", "{\"service\":\"checkout\"}");
    ToolResult.ApprovalRequired asked = agent.waiting().getFirst();
    agent.approved(asked.requestId(), shop.approve(asked.requestId()));

    assertThat(ask(agent, "restart_pods", "{ \"service\" : \"checkout\" }"))
        .startsWith("DONE.")
        .contains("{\"pods\":3}");
    assertThat(shop.ran).hasSize(1);
  }

  @Test
  void thePageShowsTheCodeThatRan() throws IOException {
    Page.shows("langchain4j", "LangChain4jToolsTest");
  }

  @Test
  void theModelIsToldTheWholeSchema() throws IOException {
    List<ToolSpecification> told = new ArrayList<>();
    assistant(new Asking("look", "{\"service\":\"pay\"}", told), shop.agent()).chat("go on");
    ToolSpecification look =
        told.stream().filter(tool -> "look".equals(tool.name())).findFirst().orElseThrow();
    ObjectMapper mapper = new ObjectMapper();
    JsonNode arrived =
        mapper.valueToTree(JsonSchemaElementUtils.toMap(look.parameters(), false, false));

    ObjectNode expected = mapper.readValue(Shop.SCHEMA, ObjectNode.class);
    // LangChain4j writes the last of these in its strict mode alone, though it has it.
    expected.remove(List.of("$schema", "dependentRequired", "additionalProperties"));
    expected.withObject("/properties").putObject("anything");
    expected.put(
        "description",
        "Which pods. The arguments also fit this JSON Schema:"
            + " {\"dependentRequired\":{\"mode\":[\"window\"]}}");
    assertThat(arrived).isEqualTo(expected);
    assertThat(look.parameters().additionalProperties()).isFalse();
    assertThat(look.description()).isEqualTo("Does look.");
  }
}
