package io.runbookmemory.bench.pgvector;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.langchain4j.store.embedding.filter.MetadataFilterBuilder;
import dev.langchain4j.store.embedding.pgvector.DefaultMetadataStorageConfig;
import dev.langchain4j.store.embedding.pgvector.MetadataStorageMode;
import dev.langchain4j.store.embedding.pgvector.PgVectorEmbeddingStore;
import io.runbookmemory.bench.peers.Wanted;
import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.Selectivity;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.store.SearchRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's store in pgvector, its metadata as JSONB. It makes an index of lists (IVF) alone;
 * the one of a graph (HNSW), as ARM has it, is made by hand.
 */
public final class LangChain4jPgSide extends PeerSide {

  private static final String TABLE = "langchain4j";

  private final PgVectorEmbeddingStore store;

  /** Makes an empty table and its index. */
  public LangChain4jPgSide(DataSource source, int dimension) throws SQLException {
    super(source);
    store =
        PgVectorEmbeddingStore.datasourceBuilder()
            .datasource(source)
            .table(TABLE)
            .dimension(dimension)
            .createTable(true)
            .dropTableFirst(true)
            .metadataStorageConfig(
                DefaultMetadataStorageConfig.builder()
                    .storageMode(MetadataStorageMode.COMBINED_JSONB)
                    .columnDefinitions(List.of("metadata JSONB NULL"))
                    .build())
            .build();
    execute("CREATE INDEX ON " + TABLE + " USING hnsw (embedding vector_cosine_ops)");
  }

  @Override
  public String name() {
    return "LangChain4j";
  }

  @Override
  void write(Data data, int from, int to) {
    List<String> ids = new ArrayList<>();
    List<Embedding> vectors = new ArrayList<>();
    List<TextSegment> texts = new ArrayList<>();
    for (int number = from; number < to; number++) {
      Memory memory = data.memory(number);
      ids.add(new UUID(0, number).toString());
      vectors.add(Embedding.from(data.embedding(number).toArray()));
      texts.add(TextSegment.from(memory.text(), Metadata.from(metadata(memory))));
    }
    store.addAll(ids, vectors, texts);
  }

  @Override
  public int[] search(Entry question, SearchRequest.Mode mode, Selectivity selectivity) {
    EmbeddingSearchRequest request =
        EmbeddingSearchRequest.builder()
            .queryEmbedding(Embedding.from(question.vector()))
            .maxResults(TOP_K)
            .filter(filter(selectivity))
            .build();
    return store.search(request).matches().stream()
        .mapToInt(match -> number(match.embeddingId()))
        .toArray();
  }

  private static @Nullable Filter filter(Selectivity selectivity) {
    return Wanted.by(selectivity)
        .map(one -> MetadataFilterBuilder.metadataKey(one.key()).isEqualTo(one.value()))
        .orElse(null);
  }

  @Override
  String table() {
    return TABLE;
  }
}
