package shop.harbor;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** Says what it is told to, one thing at a time, and then what it heard last. */
final class ScriptedModel implements ChatModel {

  final List<ChatRequest> asked = new ArrayList<>();
  private final Queue<AiMessage> script = new ArrayDeque<>();

  ScriptedModel calls(String tool, String arguments) {
    script.add(
        AiMessage.from(
            ToolExecutionRequest.builder().id("1").name(tool).arguments(arguments).build()));
    return this;
  }

  ScriptedModel says(String words) {
    script.add(AiMessage.from(words));
    return this;
  }

  @Override
  public ChatResponse doChat(ChatRequest request) {
    asked.add(request);
    AiMessage next = script.poll();
    AiMessage said = next == null ? AiMessage.from(words(request.messages().getLast())) : next;
    return ChatResponse.builder().aiMessage(said).build();
  }

  private static String words(ChatMessage message) {
    return message instanceof ToolExecutionResultMessage result
        ? result.text()
        : ((UserMessage) message).singleText();
  }
}
