package io.runbookmemory.bench.hold;

import dev.langchain4j.community.rag.content.retriever.lucene.LuceneEmbeddingStore;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.runbookmemory.bench.peers.KnownVectors;
import io.runbookmemory.bench.peers.Metadata;
import io.runbookmemory.bench.peers.SpringAiMemorySide;
import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.bench.search.RawSide;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.StoredMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.store.MMapDirectory;

/** Writes memories the way a library keeps them. */
final class Written {

  /** The file of a store that is one. */
  static final String FILE = "store.json";

  private static final int BATCH = 1000;

  private final Data data;
  private final Path folder;
  private final EmbeddingSpace space;

  Written(Data data, Path folder, EmbeddingSpace space) {
    this.data = data;
    this.folder = folder;
    this.space = space;
  }

  void by(Library library) throws IOException {
    switch (library) {
      case ARM -> arm();
      case RAW_LUCENE -> {
        try (RawSide raw = new RawSide(folder, BATCH)) {
          raw.write(data, new Progress());
        }
      }
      case LANGCHAIN4J -> {
        InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
        add(store);
        store.serializeToFile(Files.createDirectories(folder).resolve(FILE));
      }
      case LANGCHAIN4J_LUCENE -> {
        try (MMapDirectory directory = new MMapDirectory(folder)) {
          add(LuceneEmbeddingStore.builder().directory(directory).build());
        }
      }
      case SPRING_AI -> spring();
      case JVECTOR, HNSWLIB -> throw new IllegalArgumentException(library + " writes nothing");
    }
  }

  private void arm() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(folder)) {
      for (int from = 0; from < data.size(); from += BATCH) {
        List<StoredMemory> batch = new ArrayList<>();
        for (int number = from; number < Math.min(from + BATCH, data.size()); number++) {
          StoredMemory stored = data.stored(number);
          batch.add(new StoredMemory(stored.memory(), stored.passages(), space));
        }
        store.writer(Tenant.DEFAULT).upsert(batch);
      }
    }
  }

  private void add(EmbeddingStore<TextSegment> store) {
    for (int from = 0; from < data.size(); from += BATCH) {
      List<String> ids = new ArrayList<>();
      List<Embedding> vectors = new ArrayList<>();
      List<TextSegment> texts = new ArrayList<>();
      for (int number = from; number < Math.min(from + BATCH, data.size()); number++) {
        Memory memory = data.memory(number);
        ids.add(Integer.toString(number));
        vectors.add(Embedding.from(data.embedding(number).toArray()));
        texts.add(
            TextSegment.from(
                memory.text(), dev.langchain4j.data.document.Metadata.from(Metadata.of(memory))));
      }
      store.addAll(ids, vectors, texts);
    }
  }

  private void spring() throws IOException {
    SpringAiMemorySide.filled(data, new KnownVectors())
        .save(Files.createDirectories(folder).resolve(FILE).toFile());
  }
}
