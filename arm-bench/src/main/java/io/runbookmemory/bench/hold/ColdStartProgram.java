package io.runbookmemory.bench.hold;

import io.runbookmemory.bench.hold.HoldRun.Job;
import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Scratch;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.bench.measure.Timings;
import io.runbookmemory.bench.search.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long a new process takes to its first answer. */
@Command(
    name = "coldstart",
    description = {
      "A new process to its first answer over memories that another wrote: ARM (model, store, a"
          + " whole",
      "recall), LangChain4j and Spring AI (model, their file or index, a search), and raw Lucene"
          + " without",
      "a model. From the main method on, and from the command on."
    })
public final class ColdStartProgram implements Callable<Integer> {

  @Option(
      names = "--vectors",
      paramLabel = "FILE",
      description = "The vectors; without them memories are made up.")
  private @Nullable Path vectors;

  @Option(names = "--memories", description = "How many, ${DEFAULT-VALUE} by default.")
  private int memories = 10_000;

  @Option(names = "--starts", description = "How many of each, ${DEFAULT-VALUE} by default.")
  private int starts = 5;

  @Option(names = "--heap", description = "The heap of each process, ${DEFAULT-VALUE}.")
  private String heap = "1g";

  /** Creates the program; picocli calls it. */
  public ColdStartProgram() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("arm-coldstart");
    try {
      Memories of = new Memories(scratch, vectors, memories);
      List<Library> libraries = Arrays.stream(Library.values()).filter(Library::isStored).toList();
      Progress progress = new Progress();
      for (Library library : libraries) {
        HoldRun.process(Job.WRITE, library, of, heap);
        progress.at("written", libraries.indexOf(library) + 1L, libraries.size());
      }
      System.out.println(Machine.here());
      Tables.print("cold start", table(libraries, of));
    } finally {
      Scratch.delete(scratch);
    }
    return 0;
  }

  private Table table(List<Library> libraries, Memories of)
      throws IOException, InterruptedException {
    Map<Library, Timings> main = new EnumMap<>(Library.class);
    Map<Library, Timings> whole = new EnumMap<>(Library.class);
    for (int round = 0; round <= starts; round++) {
      for (Library library : libraries) {
        double[] took = HoldRun.process(Job.START, library, of, heap);
        if (round > 0) {
          main.computeIfAbsent(library, key -> new Timings()).add((long) (took[0] * 1e6));
          whole.computeIfAbsent(library, key -> new Timings()).add((long) (took[1] * 1e6));
        }
      }
    }
    Table table =
        new Table(
            "library", "memories", "from main, ms", "from the command, ms", "by LangChain4j's");
    double base = median(whole, Library.LANGCHAIN4J);
    for (Library library : libraries) {
      double process = median(whole, library);
      table.row(library, of.count(), median(main, library), process, process / base);
    }
    return table;
  }

  private static double median(Map<Library, Timings> of, Library library) {
    Timings times = of.get(library);
    return times == null ? Double.NaN : times.median();
  }
}
