package io.runbookmemory.bench.ingest;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.recall.Situation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** ARM: redacted, split, embedded by its own model, and durable in Lucene when the call returns. */
final class ArmIngest extends IngestSide {

  private final EmbeddingModel model;
  private final LuceneMemoryStore store;
  private final RunbookMemory memory;

  /** Opens a store; the model stays the caller's. */
  ArmIngest(Path directory, EmbeddingModel model) {
    super("arm, on Lucene");
    this.model = model;
    this.store = LuceneMemoryStore.open(directory);
    this.memory = RunbookMemory.builder(store).model(new Noted()).countRecalls(false).build();
  }

  @Override
  void ingest(List<Text> documents) {
    memory.rememberAll(documents.stream().map(ArmIngest::memory).toList());
  }

  private static Memory memory(Text document) {
    return Memory.builder(
            MemoryId.named("ingest", document.key()),
            Scope.of(Tenant.DEFAULT),
            document.title(),
            Runbook.builder(document.body()).build(),
            Instant.EPOCH)
        .build();
  }

  @Override
  int ask(String question) {
    Situation situation =
        Situation.builder(question, Instant.EPOCH).deadline(Duration.ofMinutes(1)).build();
    return memory.recall(situation).judged().size();
  }

  @Override
  public void close() {
    memory.close();
    store.close();
  }

  private final class Noted implements EmbeddingModel {
    @Override
    public EmbeddingSpace space() {
      return model.space();
    }

    @Override
    public int passageCharacters() {
      return model.passageCharacters();
    }

    @Override
    public List<Embedding> embedPassages(List<String> passages) {
      return embedded(passages, () -> model.embedPassages(passages));
    }

    @Override
    public Embedding embedQuery(String query) {
      return model.embedQuery(query);
    }

    @Override
    public void close() {}
  }
}
