package io.runbookmemory.lucene;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.testkit.SampleMemories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/**
 * All that the default tenant has in a store, positions included.
 *
 * @param changes the latest state of each memory
 * @param history the replaced revisions by id
 */
record Contents(Map<MemoryId, Change> changes, Map<MemoryId, List<Memory>> history) {

  static Contents of(Path path) {
    try (LuceneMemoryStore store = LuceneMemoryStore.openReadOnly(path)) {
      var reader = store.reader(Tenant.DEFAULT);
      Map<MemoryId, Change> changes = new TreeMap<>();
      Map<MemoryId, List<Memory>> history = new TreeMap<>();
      for (Change change : reader.changes(0, 1_000_000)) {
        changes.put(change.id(), change);
        history.put(change.id(), reader.history(change.id()));
      }
      return new Contents(changes, history);
    }
  }

  /** Writes a store of several segments with all kinds of documents and some deleted ones. */
  static void write(Path path, int rounds) {
    for (int round = 0; round < rounds; round++) {
      try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
        write(store, round);
      }
    }
  }

  private static void write(LuceneMemoryStore store, int round) {
    var writer = store.writer(Tenant.DEFAULT);
    var reader = store.reader(Tenant.DEFAULT);
    List<StoredMemory> batch = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      MemoryId id = SampleMemories.id(7 * round + i);
      StoredMemory next = Samples.pointing(7 * round + i);
      Memory changed = next.memory().toBuilder().tags(List.of("round-" + round)).build();
      long version = reader.get(id).map(one -> one.memory().version()).orElse(0L);
      StoredMemory stored =
          i % 5 == 4
              ? StoredMemory.lexical(changed)
              : new StoredMemory(changed, next.passages(), Samples.SPACE);
      batch.add(stored.withVersion(version));
    }
    writer.upsert(batch);
    for (int i = 0; i < 6; i++) {
      writer.adjust(SampleMemories.id(7 * round + 2 * i), UsageDelta.recalled());
    }
    writer.delete(List.of(SampleMemories.id(7L * round + 1)), SampleMemories.NOW);
  }

  /** Returns the files of the index, by name. */
  static List<Path> files(Path path) {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> !file.endsWith("write.lock"))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Merges all into one segment whose files lie in the directory one by one. */
  static void unpack(Path path) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig().setCodec(LuceneOptions.DEFAULT.codec());
    config.setUseCompoundFile(false).getMergePolicy().setNoCFSRatio(0);
    try (Directory directory = new MMapDirectory(path);
        IndexWriter writer = new IndexWriter(directory, config)) {
      var data = writer.getLiveCommitData();
      writer.forceMerge(1);
      writer.setLiveCommitData(data);
      writer.commit();
    }
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      store.writer(Tenant.DEFAULT).delete(List.of(SampleMemories.id(2)), SampleMemories.NOW);
    }
  }

  /** Returns a change without what is said to be lost of it. */
  static Change comparable(Change change, boolean withoutVectors, boolean withoutUsage) {
    return switch (change) {
      case Change.Deleted deleted -> deleted;
      case Change.Upserted upserted ->
          new Change.Upserted(
              withoutUsage ? 0 : upserted.position(),
              withoutVectors ? StoredMemory.lexical(upserted.stored().memory()) : upserted.stored(),
              withoutUsage ? Usage.NONE : upserted.usage());
    };
  }
}
