package shop.harbor;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.context.ContextBudget;
import io.runbookmemory.recall.context.ContextForm;
import io.runbookmemory.recall.context.RecallContext;
import java.util.List;
import java.util.Map;

/**
 * What memory has to say to a question, for LangChain4j's retrieval: a content for each memory,
 * with how well it fits, how it ended and what is otherwise now. Its words stand in a fence that
 * they cannot close, as material to judge. It never fails: while the store is down it finds
 * nothing.
 */
public final class MemoryRetriever implements ContentRetriever {

  /** Metadata: which memory it is. */
  public static final String MEMORY_ID = "memory_id";

  /** Metadata: where a person can read the original; there if it is an address of the web. */
  public static final String URL = "url";

  private final RunbookMemory memory;
  private final ContextBudget each;

  /**
   * Creates the retriever.
   *
   * @param each how long what is said of one memory may be
   */
  public MemoryRetriever(RunbookMemory memory, ContextBudget each) {
    this.memory = memory;
    this.each = each;
  }

  @Override
  public List<Content> retrieve(Query query) {
    Recall recall = memory.recall(query.text());
    return recall.recollections().stream().map(one -> content(recall, one)).toList();
  }

  private Content content(Recall recall, Recollection one) {
    String words = RecallContext.render(alone(recall, one), each, ContextForm.MARKDOWN);
    return Content.from(
        TextSegment.from(words, metadata(one.memory())),
        Map.of(ContentMetadata.SCORE, one.parts().score()));
  }

  /** The recall as if it had found nothing else. */
  private static Recall alone(Recall recall, Recollection one) {
    return new Recall(
        one.strength(),
        List.of(one),
        recall.route(),
        recall.degraded(),
        List.of(one),
        recall.took(),
        recall.staleness(),
        recall.basis());
  }

  /** For people who are shown the source: what an address says may be anybody's. */
  private static Metadata metadata(Memory memory) {
    Metadata metadata = Metadata.from(MEMORY_ID, memory.id().toString());
    String url = memory.provenance().url();
    return url != null && url.matches("https?://\\S+") ? metadata.put(URL, url) : metadata;
  }
}
