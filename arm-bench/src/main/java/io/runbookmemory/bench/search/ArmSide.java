package io.runbookmemory.bench.search;

import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.lucene.LuceneOptions;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** ARM's store: a search gives parsed memories with their usage. */
public final class ArmSide implements Side {

  private static final int BATCH = 1000;

  /** Some memories are in use, so that segments have deletions, as in life. */
  private static final int USED = 50;

  private static final Duration GLANCE = Duration.ofMillis(20);

  private final MemoryStore store;
  private final MemoryReader reader;
  private final EmbeddingSpace space;

  /** Opens the store in a directory. */
  public ArmSide(Path directory, LuceneOptions options, EmbeddingSpace space) {
    this(LuceneMemoryStore.open(directory, options), space);
  }

  /** Takes over a store, which is closed with it. */
  public ArmSide(MemoryStore store, EmbeddingSpace space) {
    this.store = store;
    this.reader = store.reader(Tenant.DEFAULT);
    this.space = space;
  }

  /** Writes what is not there yet; what is there is left as it was when it was written. */
  public void write(Data data, Progress progress) {
    var writer = store.writer(Tenant.DEFAULT);
    int there = Math.toIntExact(reader.stats().memories());
    for (int from = there; from < data.size(); from += BATCH) {
      List<StoredMemory> batch = new ArrayList<>();
      for (int number = from; number < Math.min(from + BATCH, data.size()); number++) {
        batch.add(data.stored(number));
      }
      writer.upsert(batch);
      progress.at("arm", from + batch.size(), data.size());
    }
    for (int i = 0; i < USED; i++) {
      if (!isUsed(used(i, data))) {
        awaitMerges();
        writer.adjust(used(i, data), UsageDelta.recalled());
      }
    }
  }

  /** Returns which memory is put to use after some others. */
  private static MemoryId used(int others, Data data) {
    return new MemoryId(new UUID(0, (long) others * data.size() / USED));
  }

  private boolean isUsed(MemoryId id) {
    return reader.usage(List.of(id)).getOrDefault(id, Usage.NONE).recalls() > 0;
  }

  /** Merging goes on behind writes, whose commits then take over what was merged. */
  private static void awaitMerges() {
    while (Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("Lucene Merge Thread"))) {
      LockSupport.parkNanos(GLANCE.toNanos());
    }
  }

  @Override
  public String name() {
    return "arm";
  }

  @Override
  public int[] search(Entry question, SearchRequest.Mode mode, Selectivity selectivity) {
    return reader.search(request(question, mode, selectivity).build()).stream()
        .map(SearchHit::memory)
        .mapToInt(memory -> (int) memory.id().value().getLeastSignificantBits())
        .toArray();
  }

  /** Returns what a search of everything finds. */
  public int[] exact(Entry question, SearchRequest.Mode mode, Selectivity selectivity) {
    return reader.search(request(question, mode, selectivity).exact(true).build()).stream()
        .mapToInt(hit -> (int) hit.memory().id().value().getLeastSignificantBits())
        .toArray();
  }

  private SearchRequest.Builder request(
      Entry question, SearchRequest.Mode mode, Selectivity selectivity) {
    Embedding embedding = question.embedding();
    SearchRequest.Builder request =
        switch (mode) {
          case VECTOR -> SearchRequest.vector(embedding, space, Data.NOW);
          case TEXT -> SearchRequest.text(question.text(), Data.NOW);
          case HYBRID -> SearchRequest.hybrid(embedding, space, question.text(), Data.NOW);
        };
    return request.filter(selectivity.filter()).topK(TOP_K);
  }

  @Override
  public void close() {
    store.close();
  }
}
