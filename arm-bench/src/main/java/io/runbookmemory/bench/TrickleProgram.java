package io.runbookmemory.bench;

import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Scratch;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.bench.measure.Timings;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a trickle of single writes does to a store that is searched meanwhile. */
@Command(
    name = "trickle",
    description = "Search and the index's segments under a long trickle of single writes.")
final class TrickleProgram implements Callable<Integer> {

  private static final int STEPS = 5;
  private static final int QUESTIONS = 200;

  @Option(names = "--memories", description = "At first, in batches (${DEFAULT-VALUE}).")
  private int memories = 20_000;

  @Option(
      names = "--writes",
      description = "One by one, half of them of memories, half of usage (${DEFAULT-VALUE}).")
  private int writes = 5_000;

  private final RandomNotes notes = new RandomNotes();
  private final Table table =
      new Table("writes", "segments", "deleted %", "MB", "vector p50 ms", "words p50 ms");

  @Override
  public Integer call() throws IOException {
    Path directory = Files.createTempDirectory("arm-trickle");
    try (LuceneMemoryStore store = LuceneMemoryStore.open(directory)) {
      MemoryWriter writer = store.writer(Tenant.DEFAULT);
      for (int done = 0; done < memories; done += 1000) {
        writer.upsert(notes.next(Math.min(1000, memories - done)));
      }
      MemoryReader reader = store.reader(Tenant.DEFAULT);
      row(0, directory, reader);
      for (int step = 1; step <= STEPS; step++) {
        for (int i = 0; i < writes / STEPS; i++) {
          write(reader, writer);
        }
        row(step * (writes / STEPS), directory, reader);
      }
      System.out.println(Machine.here());
      Tables.print("trickle", table);
    } finally {
      Scratch.delete(directory);
    }
    return 0;
  }

  private void write(MemoryReader reader, MemoryWriter writer) {
    int number = notes.number(memories);
    MemoryId id = MemoryId.named("notes", Integer.toString(number));
    if (notes.number(2) == 0) {
      writer.adjust(id, UsageDelta.recalled());
    } else {
      StoredMemory there = reader.get(id).orElseThrow();
      writer.upsert(List.of(notes.again(number, there.memory().version())));
    }
  }

  private void row(int done, Path directory, MemoryReader reader) throws IOException {
    Timings vectors = new Timings();
    Timings words = new Timings();
    for (int i = -QUESTIONS / 2; i < QUESTIONS; i++) {
      SearchRequest near =
          SearchRequest.vector(notes.vector(), RandomNotes.SPACE, Instant.EPOCH).topK(10).build();
      SearchRequest like = SearchRequest.text(notes.words(5), Instant.EPOCH).topK(10).build();
      (i < 0 ? new Timings() : vectors).time(() -> reader.search(near));
      (i < 0 ? new Timings() : words).time(() -> reader.search(like));
    }
    try (FSDirectory files = FSDirectory.open(directory);
        DirectoryReader index = DirectoryReader.open(files)) {
      long bytes = 0;
      for (String file : files.listAll()) {
        bytes += files.fileLength(file);
      }
      table.row(
          done,
          index.leaves().size(),
          100.0 * index.numDeletedDocs() / index.maxDoc(),
          bytes >> 20,
          vectors.median(),
          words.median());
    }
  }
}
