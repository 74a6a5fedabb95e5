package io.runbookmemory.bench.hold;

import io.runbookmemory.bench.hold.HoldRun.Job;
import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Scratch;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What memories cost to hold, and how that grows. */
@Command(
    name = "memory",
    description = {
      "Heap after collections, native memory (resident less heap, mapped files among it), disk,"
          + " writing and",
      "search for each library in a process of its own, at several sizes, and the exponent by which"
          + " each of",
      "these grows with the number of memories: 1 is in proportion, 0 not at all."
    })
public final class MemoryProgram implements Callable<Integer> {

  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description = "The vectors; without them memories are made up.")
  private @Nullable Path vectors;

  @Option(
      names = "--sizes",
      split = ",",
      description = "How many memories, ${DEFAULT-VALUE} by default; up to 1000000.")
  private List<Integer> sizes = List.of(1000, 10_000);

  @Option(
      names = "--libraries",
      split = ",",
      description = "Which ones, all by default: ${COMPLETION-CANDIDATES}.")
  private List<Library> libraries = Arrays.asList(Library.values());

  @Option(names = "--heap", description = "The heap of each process, ${DEFAULT-VALUE}.")
  private String heap = "2g";

  private final Table table =
      new Table(
          "library",
          "memories",
          "heap MiB",
          "native MiB",
          "disk MiB",
          "written a second",
          "p50 ms",
          "p99 ms");

  private final Table grown =
      new Table("library", "grows as n to the", "heap", "disk", "writing", "p50");

  /** Creates the program; picocli calls it. */
  public MemoryProgram() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("arm-memory");
    try {
      for (Library library : libraries) {
        List<Cost> costs = costs(library, scratch);
        if (costs.size() > 1) {
          grow(library, costs);
        }
      }
      System.out.println(Machine.here());
      Tables.print("memory", table);
      Tables.print("growth", grown);
    } finally {
      Scratch.delete(scratch);
    }
    return 0;
  }

  private List<Cost> costs(Library library, Path scratch) throws IOException, InterruptedException {
    List<Cost> costs = new ArrayList<>();
    for (int size : sizes) {
      System.err.printf(Locale.ROOT, "%s: %,d%n", library, size);
      Memories of = new Memories(scratch, vectors, size);
      try {
        Cost cost = cost(library, of);
        costs.add(cost);
        row(library, cost);
      } catch (HeapTooSmallException e) {
        System.err.println(e.getMessage());
        table.row(library, size, "more than " + heap, "-", "-", "-", "-", "-");
      }
      if (Files.exists(of.folder(library))) {
        Scratch.delete(of.folder(library));
      }
    }
    return costs;
  }

  private Cost cost(Library library, Memories of) throws IOException, InterruptedException {
    double seconds = HoldRun.process(Job.WRITE, library, of, heap)[0];
    double[] held = HoldRun.process(Job.HOLD, library, of, heap);
    double disk = of.bytes(library) / 1048576.0;
    return new Cost(of.count(), held[0], held[1], disk, seconds, held[2], held[3]);
  }

  private void row(Library library, Cost cost) {
    table.row(
        library,
        cost.memories(),
        cost.heap(),
        Math.max(0, cost.resident() - cost.heap()),
        cost.disk() == 0 ? "-" : cost.disk(),
        cost.memories() / cost.seconds(),
        cost.median(),
        cost.p99());
  }

  private void grow(Library library, List<Cost> costs) {
    grown.row(
        library,
        "",
        Cost.exponent(costs, Cost::heap),
        Cost.exponent(costs, Cost::disk),
        Cost.exponent(costs, Cost::seconds),
        Cost.exponent(costs, Cost::median));
  }
}
