package io.runbookmemory.bench.peers;

import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.Selectivity;
import io.runbookmemory.bench.search.Side;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.store.SearchRequest.Mode;
import java.util.ArrayList;
import java.util.List;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.filter.FilterExpressionBuilder;

/** Spring AI's store in memory, which compares all; a search gives texts with metadata. */
public final class SpringAiMemorySide implements Side {

  private static final int BATCH = 1000;

  private final KnownVectors known = new KnownVectors();
  private final SimpleVectorStore store;

  /** Fills the store. */
  public SpringAiMemorySide(Data data) {
    this.store = filled(data, known);
  }

  /** Returns a store with all of some data in it. */
  public static SimpleVectorStore filled(Data data, KnownVectors known) {
    SimpleVectorStore store = SimpleVectorStore.builder(known).build();
    for (int from = 0; from < data.size(); from += BATCH) {
      List<Document> documents = new ArrayList<>();
      for (int number = from; number < Math.min(from + BATCH, data.size()); number++) {
        var memory = data.memory(number);
        Document document =
            new Document(Integer.toString(number), memory.text(), Metadata.of(memory));
        known.tell(document, data.embedding(number).toArray());
        documents.add(document);
      }
      store.add(documents);
      known.forget();
    }
    return store;
  }

  @Override
  public String name() {
    return "Spring AI in memory";
  }

  @Override
  public int[] search(Entry question, Mode mode, Selectivity selectivity) {
    known.ask(question.vector());
    SearchRequest.Builder request =
        SearchRequest.builder().query(question.text()).topK(TOP_K).similarityThresholdAll();
    FilterExpressionBuilder filter = new FilterExpressionBuilder();
    Wanted.by(selectivity)
        .ifPresent(one -> request.filterExpression(filter.eq(one.key(), one.value()).build()));
    return store.similaritySearch(request.build()).stream()
        .mapToInt(document -> Integer.parseInt(document.getId()))
        .toArray();
  }

  @Override
  public void close() {}
}
