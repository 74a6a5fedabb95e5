package io.runbookmemory.bench;

import io.runbookmemory.bench.kill.KillReport;
import io.runbookmemory.bench.kill.Rounds;
import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Scratch;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Kills a store's process amid writing, many times over. */
@Command(
    name = "kill",
    description = "Kills a store's process amid writing, and looks for what was acknowledged.")
final class KillProgram implements Callable<Integer> {

  @Option(names = "--memories", description = "In the store at first (${DEFAULT-VALUE}).")
  private int memories = 100_000;

  @Option(names = "--rounds", description = "How many times to kill (${DEFAULT-VALUE}).")
  private int rounds = 200;

  @Option(names = "--writers", description = "Threads that write (${DEFAULT-VALUE}).")
  private int writers = 8;

  @Option(names = "--seed", description = "Decides when to kill (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Override
  public Integer call() throws Exception {
    Path directory = Files.createTempDirectory("arm-kill");
    try {
      Rounds kills = new Rounds(directory, writers, seed);
      kills.fill(memories);
      KillReport report = kills.run(rounds, System.err::println);
      System.out.println(Machine.here());
      Tables.print(
          "kills",
          new Table("rounds", "acknowledged", "lost", "half", "slowest opening s")
              .row(
                  report.rounds(),
                  report.acknowledged(),
                  report.lost().size(),
                  report.half().size(),
                  report.slowestOpening()));
      report.lost().forEach(System.out::println);
      report.half().forEach(System.out::println);
      return report.whole() ? 0 : 1;
    } finally {
      Scratch.delete(directory);
    }
  }
}
