package io.runbookmemory.lucene.kill;

import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import io.runbookmemory.testkit.SampleMemories;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that gives a store's memories other vectors, slowly, telling how far it is. It may be
 * told to stay amid the work: then it never gets to the end, however late it is killed.
 */
public final class Rewriter {

  static final EmbeddingModel MODEL = new FakeEmbeddingModel(32);

  private static final int PAUSE_MILLIS = 30;

  private long left;

  private Rewriter(long most) {
    left = most;
  }

  /**
   * Rewrites.
   *
   * @param arguments the store's directory, and how many memories to embed before staying there
   */
  public static void main(String[] arguments) {
    Rewriter rewriter = new Rewriter(Long.parseLong(arguments[1]));
    try (LuceneMemoryStore store = LuceneMemoryStore.open(Path.of(arguments[0]))) {
      store.reembed(
          MODEL.space(),
          rewriter::slowly,
          (step, done, of) -> {
            System.out.println(done + " " + of);
            System.out.flush();
          });
    }
  }

  private List<StoredMemory> slowly(List<Memory> memories) {
    left -= memories.size();
    try {
      Thread.sleep(left < 0 ? Long.MAX_VALUE : PAUSE_MILLIS);
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts this", e);
    }
    return embed(memories);
  }

  static List<StoredMemory> embed(List<Memory> memories) {
    return memories.stream().map(memory -> SampleMemories.embedded(memory, MODEL)).toList();
  }
}
