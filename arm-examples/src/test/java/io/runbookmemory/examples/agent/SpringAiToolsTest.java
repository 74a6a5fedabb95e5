package io.runbookmemory.examples.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.guard.AgentTools;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.tool.JsonSchema;
import io.runbookmemory.tool.ToolResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.tool.definition.ToolDefinition;

/** Spring AI's own manager runs the tools, for a model that asks for what it is told to. */
class SpringAiToolsTest {

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

  // region spring-ai
  static Prompt prompt(AgentTools agent, String words) {
    return new Prompt(
        words, ToolCallingChatOptions.builder().toolCallbacks(SpringAiTools.of(agent)).build());
  }

  // endregion

  private static String chat(ChatModel model, ToolCallingManager manager, Prompt prompt) {
    ChatResponse response = model.call(prompt);
    Prompt next = prompt;
    while (response.hasToolCalls()) {
      var ran = manager.executeToolCalls(next, response);
      next = new Prompt(ran.conversationHistory(), prompt.getOptions());
      response = model.call(next);
    }
    return String.valueOf(response.getResults().getFirst().getOutput().getText());
  }

  /** Asks for one call, and says back what it was answered. */
  private static ChatModel asking(String tool, String arguments) {
    return prompt -> {
      List<Message> messages = prompt.getInstructions();
      AssistantMessage said =
          messages.getLast() instanceof ToolResponseMessage answer
              ? new AssistantMessage(answer.getResponses().getFirst().responseData())
              : AssistantMessage.builder()
                  .content("")
                  .toolCalls(
                      List.of(new AssistantMessage.ToolCall("1", "function", tool, arguments)))
                  .build();
      return new ChatResponse(List.of(new Generation(said)));
    };
  }

  private static String ask(AgentTools agent, String tool, String arguments) {
    return chat(
        asking(tool, arguments), ToolCallingManager.builder().build(), prompt(agent, "go on"));
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
    GuardedToolbox box = shop.box();
    Caller ana = Caller.of("ana");
    Caller ada = Caller.of("ada");
    Scope prod = Shop.PROD;
    // region agent
    AgentTools agent = new AgentTools(box, ana, prod);
    // endregion
    ask(agent, "restart_pods", "{\"service\":\"checkout\"}");
    // region approval
    for (ToolResult.ApprovalRequired asked : agent.waiting()) {
      agent.approved(asked.requestId(), box.approve(asked.requestId(), ada, prod));
    }
    // endregion

    assertThat(ask(agent, "restart_pods", "{ \"service\" : \"checkout\" }"))
        .startsWith("DONE.")
        .contains("{\"pods\":3}");
    assertThat(shop.ran).hasSize(1);
  }

  @Test
  void thePageShowsTheCodeThatRan() throws IOException {
    for (String region : List.of("agent", "spring-ai", "approval")) {
      Page.shows(region, "SpringAiToolsTest");
    }
  }

  @Test
  void theModelIsToldTheWholeSchema() {
    ToolCallingManager manager = ToolCallingManager.builder().build();
    ToolCallingChatOptions options =
        ToolCallingChatOptions.builder().toolCallbacks(SpringAiTools.of(shop.agent())).build();

    assertThat(manager.resolveToolDefinitions(options))
        .hasSize(6)
        .filteredOn(tool -> "look".equals(tool.name()))
        .first()
        .returns("Does look.", ToolDefinition::description)
        .returns(JsonSchema.of(Shop.SCHEMA).text(), ToolDefinition::inputSchema);
  }
}
