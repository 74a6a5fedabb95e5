package io.runbookmemory.bench;

import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Timings;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a durable write costs, beside a plain add and commit of Lucene's. */
@Command(
    name = "writes",
    description = "Durable writes one by one beside Lucene's own, and of many threads at once.")
final class WritesProgram implements Callable<Integer> {

  private static final EmbeddingSpace SPACE = new EmbeddingSpace("random", 384, "one");
  private static final int WORDS = 60;

  @Option(names = "--writes", description = "Timed, of each side (${DEFAULT-VALUE}).")
  private int writes = 300;

  @Option(names = "--memories", description = "In both at first (${DEFAULT-VALUE}).")
  private int memories = 2_000;

  private final Random random = new Random(1);
  private final AtomicInteger next = new AtomicInteger();

  @Override
  public Integer call() throws Exception {
    Path directory = Files.createTempDirectory("arm-writes");
    try (LuceneMemoryStore store = LuceneMemoryStore.open(directory.resolve("arm"));
        RawLucene lucene = new RawLucene(directory.resolve("lucene"))) {
      MemoryWriter writer = store.writer(Tenant.DEFAULT);
      List<StoredMemory> first = memories(memories);
      writer.upsert(first);
      lucene.write(first);
      System.out.println(Machine.here());
      System.out.println(oneByOne(writer, lucene));
      System.out.println(together(writer));
    } finally {
      Scratch.delete(directory);
    }
    return 0;
  }

  private Table oneByOne(MemoryWriter writer, RawLucene lucene) throws Exception {
    Timings arm = new Timings();
    Timings raw = new Timings();
    for (int i = -writes / 10; i < writes; i++) {
      List<StoredMemory> memory = memories(1);
      long begin = System.nanoTime();
      writer.upsert(memory);
      long between = System.nanoTime();
      lucene.write(memory);
      long end = System.nanoTime();
      if (i >= 0) {
        arm.add(between - begin);
        raw.add(end - between);
      }
    }
    return new Table("one durable write", "median ms", "p99 ms", "median to Lucene's")
        .row("arm", arm.median(), arm.percentile(99), arm.median() / raw.median())
        .row("lucene, add and commit", raw.median(), raw.percentile(99), 1.0);
  }

  private Table together(MemoryWriter writer) throws Exception {
    Table table = new Table("writers", "writes a second", "to one");
    double one = Double.NaN;
    for (int writers : new int[] {1, 4, 16}) {
      double throughput = throughput(writer, writers);
      one = writers == 1 ? throughput : one;
      table.row(writers, throughput, throughput / one);
    }
    return table;
  }

  private double throughput(MemoryWriter writer, int writers) throws Exception {
    List<StoredMemory> all = memories(writes * Math.min(writers, 4));
    AtomicInteger taken = new AtomicInteger();
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        running.add(
            threads.submit(
                () -> {
                  for (int at = taken.getAndIncrement();
                      at < all.size();
                      at = taken.getAndIncrement()) {
                    writer.upsert(List.of(all.get(at)));
                  }
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    return all.size() / ((System.nanoTime() - begin) / 1e9);
  }

  private List<StoredMemory> memories(int count) {
    List<StoredMemory> memories = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      memories.add(memory(next.getAndIncrement()));
    }
    return memories;
  }

  private StoredMemory memory(int number) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < WORDS; i++) {
      words.append("word").append(random.nextInt(5000)).append(' ');
    }
    float[] vector = new float[SPACE.dimension()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    Memory memory =
        Memory.builder(
                MemoryId.named("writes", Integer.toString(number)),
                Scope.of(Tenant.DEFAULT).withService("checkout").withEnv("prod"),
                "Note " + number,
                new Note(words.toString()),
                Instant.EPOCH)
            .build();
    return new StoredMemory(memory, List.of(new Passage(null, Embedding.of(vector))), SPACE);
  }
}
