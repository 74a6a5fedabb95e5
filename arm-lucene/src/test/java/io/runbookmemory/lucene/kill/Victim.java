package io.runbookmemory.lucene.kill;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A process that writes batch after batch, telling of each that was acknowledged, until killed. */
public final class Victim {

  static final int BATCH = 30;

  private static final EmbeddingSpace SPACE = new EmbeddingSpace("victim", 64, "one");

  private Victim() {}

  static String tag(long batch) {
    return "batch-" + batch;
  }

  /**
   * Writes until it is killed.
   *
   * @param arguments the store's directory
   */
  public static void main(String[] arguments) {
    LuceneMemoryStore store = LuceneMemoryStore.open(Path.of(arguments[0]));
    long next = store.reader(Tenant.DEFAULT).stats().memories() / BATCH;
    while (true) {
      store.writer(Tenant.DEFAULT).upsert(batch(next));
      System.out.println(next);
      System.out.flush();
      next++;
    }
  }

  private static List<StoredMemory> batch(long number) {
    List<StoredMemory> batch = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      Memory memory =
          Memory.builder(
                  MemoryId.named(tag(number), Integer.toString(i)),
                  Scope.of(Tenant.DEFAULT),
                  tag(number),
                  new Note("words"),
                  Instant.EPOCH)
              .tags(List.of(tag(number)))
              .build();
      float[] vector = new float[SPACE.dimension()];
      vector[i] = 1;
      vector[63] = number;
      batch.add(new StoredMemory(memory, List.of(new Passage(null, Embedding.of(vector))), SPACE));
    }
    return batch;
  }
}
