package io.runbookmemory.lucene.kill;

import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import io.runbookmemory.testkit.SampleMemories;
import java.nio.file.Path;
import java.util.List;

/** A process that gives a store's memories other vectors, slowly, telling how far it is. */
public final class Rewriter {

  static final EmbeddingModel MODEL = new FakeEmbeddingModel(32);

  private static final int PAUSE_MILLIS = 120;

  private Rewriter() {}

  /**
   * Rewrites.
   *
   * @param arguments the store's directory
   */
  public static void main(String[] arguments) {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(Path.of(arguments[0]))) {
      store.reembed(
          MODEL.space(),
          Rewriter::slowly,
          (step, done, of) -> {
            System.out.println(done + " " + of);
            System.out.flush();
          });
    }
  }

  private static List<StoredMemory> slowly(List<Memory> memories) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts this", e);
    }
    return embed(memories);
  }

  static List<StoredMemory> embed(List<Memory> memories) {
    return memories.stream().map(memory -> SampleMemories.embedded(memory, MODEL)).toList();
  }
}
