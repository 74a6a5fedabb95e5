package io.runbookmemory.lucene.previous;

import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import io.runbookmemory.testkit.SampleMemories;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.Version;

/** What a store of an older release holds, and the process that writes it. */
public final class OldStore {

  /** How many notes it has; each {@code i} says {@code disk i}. */
  public static final int NOTES = 200;

  /** The note that has a revision and was confirmed twice. */
  public static final int REVISED = 7;

  /** The note that was deleted. */
  public static final int DELETED = NOTES;

  private static final EmbeddingModel MODEL = new FakeEmbeddingModel(16);

  private OldStore() {}

  /**
   * Writes it and says with which Lucene.
   *
   * @param arguments the store's directory
   * @throws IOException if it cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    try (MMapDirectory directory = new MMapDirectory(Path.of(arguments[0]));
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      FormatOne store = new FormatOne(writer, MODEL.space());
      for (int i = 0; i <= DELETED; i++) {
        store.put(SampleMemories.embedded(note(i), MODEL), Usage.NONE);
        if (i == DELETED / 2) {
          store.commit();
        }
      }
      Memory revised = note(REVISED).toBuilder().tags(List.of("old")).version(2).build();
      store.revision(note(REVISED));
      Usage confirmed = Usage.NONE.plus(UsageDelta.reinforced(2, SampleMemories.NOW));
      store.put(SampleMemories.embedded(revised, MODEL), confirmed);
      store.delete(note(DELETED), SampleMemories.NOW);
      store.commit();
    }
    System.out.println(Version.LATEST);
  }

  private static Memory note(int number) {
    return SampleMemories.note(SampleMemories.id(number), "Note " + number, "disk " + number)
        .version(1)
        .build();
  }
}
