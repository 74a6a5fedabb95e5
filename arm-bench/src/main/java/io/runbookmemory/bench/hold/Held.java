package io.runbookmemory.bench.hold;

import dev.langchain4j.community.rag.content.retriever.lucene.LuceneEmbeddingStore;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.runbookmemory.bench.peers.KnownVectors;
import io.runbookmemory.bench.search.ArmSide;
import io.runbookmemory.bench.search.RawSide;
import io.runbookmemory.bench.search.Selectivity;
import io.runbookmemory.bench.search.Side;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.store.SearchRequest.Mode;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.store.MMapDirectory;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.SimpleVectorStore;

/** What another process wrote, opened again: it is asked by vector and says how many it found. */
interface Held extends AutoCloseable {

  /** Returns how many hits a question has. */
  int ask(Entry question) throws IOException;

  @Override
  void close() throws IOException;

  /** Opens what a library wrote. */
  static Held open(Library library, Path folder) throws IOException {
    return switch (library) {
      case ARM -> {
        LuceneMemoryStore store = LuceneMemoryStore.open(folder);
        yield of(new ArmSide(store, store.space().orElseThrow()));
      }
      case RAW_LUCENE -> of(new RawSide(folder, RawSide.ENOUGH));
      case LANGCHAIN4J ->
          of(InMemoryEmbeddingStore.fromFile(folder.resolve(Written.FILE)), () -> {});
      case LANGCHAIN4J_LUCENE -> {
        MMapDirectory directory = new MMapDirectory(folder);
        yield of(LuceneEmbeddingStore.builder().directory(directory).build(), directory::close);
      }
      case SPRING_AI -> spring(folder);
      case JVECTOR, HNSWLIB -> throw new IllegalArgumentException(library + " wrote nothing");
    };
  }

  /** Holds a side. */
  static Held of(Side side) {
    return new Held() {
      @Override
      public int ask(Entry question) throws IOException {
        return side.search(question, Mode.VECTOR, Selectivity.ALL).length;
      }

      @Override
      public void close() throws IOException {
        side.close();
      }
    };
  }

  /** What is closed beside a store. */
  interface Closing {
    void close() throws IOException;
  }

  private static Held of(EmbeddingStore<TextSegment> store, Closing closing) {
    return new Held() {
      @Override
      public int ask(Entry question) {
        EmbeddingSearchRequest request =
            EmbeddingSearchRequest.builder()
                .queryEmbedding(Embedding.from(question.vector()))
                .maxResults(Side.TOP_K)
                .build();
        return store.search(request).matches().size();
      }

      @Override
      public void close() throws IOException {
        closing.close();
      }
    };
  }

  private static Held spring(Path folder) {
    KnownVectors known = new KnownVectors();
    SimpleVectorStore store = SimpleVectorStore.builder(known).build();
    store.load(folder.resolve(Written.FILE).toFile());
    return new Held() {
      @Override
      public int ask(Entry question) {
        known.ask(question.vector());
        return store
            .similaritySearch(
                SearchRequest.builder()
                    .query(question.text())
                    .topK(Side.TOP_K)
                    .similarityThresholdAll()
                    .build())
            .size();
      }

      @Override
      public void close() {}
    };
  }
}
