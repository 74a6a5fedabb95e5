package shop.harbor;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.context.ContextBudget;
import io.runbookmemory.recall.context.ContextForm;
import io.runbookmemory.recall.context.RecallContext;
import java.util.List;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.ToolCallingAdvisor;
import org.springframework.ai.chat.client.advisor.api.AdvisorChain;
import org.springframework.ai.chat.client.advisor.api.BaseAdvisor;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.document.Document;

/**
 * Puts what memory has to say to a question behind it, once for each question: after the chat's own
 * memory, which so keeps the question alone, and before the tools are called. What memories say
 * stands in fences that it cannot close, as material to judge. It never fails: while the store is
 * down there is nothing to say.
 */
public final class RecallAdvisor implements BaseAdvisor {

  /** In the context of request and response: the memories, as a list of {@link Document}. */
  public static final String MEMORIES = "on-call.memories";

  /** Metadata of a document: what its memory is called. */
  public static final String TITLE = "title";

  /** Metadata of a document: where a person can read the original, if that is in the web. */
  public static final String URL = "url";

  private final RunbookMemory memory;
  private final ContextBudget budget;

  /**
   * Creates the advisor.
   *
   * @param budget how long what is said may be
   */
  public RecallAdvisor(RunbookMemory memory, ContextBudget budget) {
    this.memory = memory;
    this.budget = budget;
  }

  @Override
  public int getOrder() {
    return ToolCallingAdvisor.DEFAULT_ORDER - 1;
  }

  @Override
  public ChatClientRequest before(ChatClientRequest request, AdvisorChain chain) {
    String question = request.prompt().getUserMessage().getText();
    Recall recall = memory.recall(question);
    if (recall.recollections().isEmpty()) {
      return request;
    }
    String said = RecallContext.render(recall, budget, ContextForm.MARKDOWN);
    return request
        .mutate()
        .prompt(request.prompt().augmentUserMessage(user -> behind(user, said)))
        .context(MEMORIES, recall.recollections().stream().map(RecallAdvisor::document).toList())
        .build();
  }

  private static UserMessage behind(UserMessage question, String said) {
    return question
        .mutate()
        .text(question.getText() + "\n\nWhat our memory has to say to that:\n\n" + said)
        .build();
  }

  private static Document document(Recollection one) {
    Document.Builder document =
        Document.builder()
            .id(one.memory().id().toString())
            .text(one.excerpt())
            .score(one.parts().score())
            .metadata(TITLE, one.memory().title());
    String url = one.memory().provenance().url();
    boolean web = url != null && url.matches("https?://\\S+");
    return (web ? document.metadata(URL, url) : document).build();
  }

  /** Returns the memories that an answer had to go by, for people who are shown them. */
  @SuppressWarnings("unchecked")
  public static List<Document> memories(ChatClientResponse response) {
    return (List<Document>) response.context().getOrDefault(MEMORIES, List.of());
  }

  @Override
  public ChatClientResponse after(ChatClientResponse response, AdvisorChain chain) {
    return response;
  }
}
