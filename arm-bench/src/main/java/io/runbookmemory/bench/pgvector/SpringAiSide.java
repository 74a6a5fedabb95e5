package io.runbookmemory.bench.pgvector;

import io.runbookmemory.bench.peers.KnownVectors;
import io.runbookmemory.bench.peers.Wanted;
import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.Selectivity;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.memory.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.filter.FilterExpressionBuilder;
import org.springframework.ai.vectorstore.pgvector.PgVectorStore;
import org.springframework.jdbc.core.JdbcTemplate;

/** Spring AI's store in pgvector, with the index of a graph (HNSW) that it makes. */
public final class SpringAiSide extends PeerSide {

  private static final String TABLE = "spring_ai";

  private final KnownVectors known = new KnownVectors();
  private final PgVectorStore store;

  /** Makes an empty table and its index. */
  public SpringAiSide(DataSource source, int dimension) {
    super(source);
    store =
        PgVectorStore.builder(new JdbcTemplate(source), known)
            .vectorTableName(TABLE)
            .dimensions(dimension)
            .distanceType(PgVectorStore.PgDistanceType.COSINE_DISTANCE)
            .indexType(PgVectorStore.PgIndexType.HNSW)
            .removeExistingVectorStoreTable(true)
            .initializeSchema(true)
            .build();
    store.afterPropertiesSet();
  }

  @Override
  public String name() {
    return "Spring AI";
  }

  @Override
  void write(Data data, int from, int to) {
    List<Document> documents = new ArrayList<>();
    for (int number = from; number < to; number++) {
      Memory memory = data.memory(number);
      Document document =
          new Document(new UUID(0, number).toString(), memory.text(), metadata(memory));
      known.tell(document, data.embedding(number).toArray());
      documents.add(document);
    }
    store.add(documents);
    known.forget();
  }

  @Override
  public int[] search(
      Entry question, io.runbookmemory.store.SearchRequest.Mode mode, Selectivity selectivity) {
    known.ask(question.vector());
    SearchRequest.Builder request =
        SearchRequest.builder().query(question.text()).topK(TOP_K).similarityThresholdAll();
    FilterExpressionBuilder filter = new FilterExpressionBuilder();
    Wanted.by(selectivity)
        .ifPresent(one -> request.filterExpression(filter.eq(one.key(), one.value()).build()));
    return store.similaritySearch(request.build()).stream()
        .mapToInt(document -> number(document.getId()))
        .toArray();
  }

  @Override
  String table() {
    return TABLE;
  }
}
