package io.runbookmemory.bench;

import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Scratch;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.bench.measure.Timings;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.StoredMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  @Option(names = "--writes", description = "Timed, of each side (${DEFAULT-VALUE}).")
  private int writes = 300;

  @Option(names = "--memories", description = "In both at first (${DEFAULT-VALUE}).")
  private int memories = 2_000;

  private final RandomNotes notes = new RandomNotes();

  @Override
  public Integer call() throws Exception {
    Path directory = Files.createTempDirectory("arm-writes");
    try (LuceneMemoryStore store = LuceneMemoryStore.open(directory.resolve("arm"));
        RawLucene lucene = new RawLucene(directory.resolve("lucene"))) {
      MemoryWriter writer = store.writer(Tenant.DEFAULT);
      List<StoredMemory> first = notes.next(memories);
      writer.upsert(first);
      lucene.write(first);
      System.out.println(Machine.here());
      Tables.print("one by one", oneByOne(writer, lucene));
      Tables.print("together", together(writer));
    } finally {
      Scratch.delete(directory);
    }
    return 0;
  }

  private Table oneByOne(MemoryWriter writer, RawLucene lucene) throws Exception {
    Timings arm = new Timings();
    Timings raw = new Timings();
    for (int i = -writes / 10; i < writes; i++) {
      List<StoredMemory> memory = notes.next(1);
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
        .row("arm", arm.median(), arm.percentile(99), arm.ratioTo(raw))
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
    List<StoredMemory> all = notes.next(writes * Math.min(writers, 4));
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
}
