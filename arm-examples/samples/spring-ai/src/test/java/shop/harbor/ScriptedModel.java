package shop.harbor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

/** Says what it is told to, one thing at a time, and then what it heard last. */
final class ScriptedModel implements ChatModel {

  final List<Prompt> asked = new ArrayList<>();
  private final Queue<AssistantMessage> script = new ArrayDeque<>();

  ScriptedModel calls(String tool, String arguments) {
    script.add(
        AssistantMessage.builder()
            .content("")
            .toolCalls(List.of(new AssistantMessage.ToolCall("1", "function", tool, arguments)))
            .build());
    return this;
  }

  ScriptedModel says(String words) {
    script.add(new AssistantMessage(words));
    return this;
  }

  void forget() {
    asked.clear();
    script.clear();
  }

  @Override
  public ChatOptions getOptions() {
    return ToolCallingChatOptions.builder().build();
  }

  @Override
  public ChatResponse call(Prompt prompt) {
    asked.add(prompt);
    AssistantMessage next = script.poll();
    AssistantMessage said =
        next == null ? new AssistantMessage(words(prompt.getInstructions().getLast())) : next;
    return new ChatResponse(List.of(new Generation(said)));
  }

  private static String words(Message message) {
    return message instanceof ToolResponseMessage answer
        ? answer.getResponses().getFirst().responseData()
        : message.getText();
  }
}
