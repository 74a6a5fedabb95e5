package io.runbookmemory.bench.replay;

import io.runbookmemory.bench.kill.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a replay of a whole quarter costs. */
@Command(
    name = "replay",
    description = {
      "A replay of 90 days of 100 objectives at one minute, 10,000 alerts and 1,000 incidents, in a"
          + " process with a small heap. Vectors are counts of words: what a model's cost once they"
          + " are cached.",
      "The files, some 300 MB, are written first where they are not there."
    })
public final class ReplayProgram implements Callable<Integer> {

  @Option(
      names = "--into",
      paramLabel = "DIR",
      required = true,
      description = "Where the files are, or are written to.")
  private Path directory = Path.of("");

  @Option(names = "--seed", description = "What they are drawn from (${DEFAULT-VALUE}).")
  private long seed = 20_260_101;

  @Option(names = "--heap", description = "The heap to do with (${DEFAULT-VALUE}).")
  private String heap = "512m";

  @Option(names = "--threads", description = "How many incidents at once (${DEFAULT-VALUE}).")
  private int threads = 2;

  @Option(names = "--jfr", paramLabel = "FILE", description = "Write a flight recording there.")
  private String recording = "";

  /** Creates the program; picocli calls it. */
  public ReplayProgram() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = directory.resolve("quarter-" + seed);
    Path written = directory.resolve("quarter-" + seed + ".written");
    if (!Files.exists(written)) {
      new Quarter(seed).write(folder);
      Files.createFile(written);
    }
    List<String> command =
        new ArrayList<>(
            Jvm.command(ReplayRun.class, heap, folder.toString(), Integer.toString(threads)));
    if (!recording.isEmpty()) {
      command.add(1, "-XX:StartFlightRecording=settings=profile,filename=" + recording);
    }
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
