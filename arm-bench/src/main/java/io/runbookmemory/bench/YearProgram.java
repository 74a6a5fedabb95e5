package io.runbookmemory.bench;

import io.runbookmemory.bench.measure.Scratch;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.bench.year.SimulatedYear;
import io.runbookmemory.bench.year.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A simulated year of on-call, with and without what memory learns. */
@Command(
    name = "year",
    description = "A simulated year: is the fix that is named first the one that works now?")
final class YearProgram implements Callable<Integer> {

  @Option(
      names = "--seed",
      split = ",",
      description = "Which years, drawn from these seeds (${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long[] seeds = {};

  @Option(names = "--services", description = "Each has three problems (${DEFAULT-VALUE}).")
  private int services = 40;

  @Override
  public Integer call() throws IOException {
    Path directory = Files.createTempDirectory("arm-year");
    try {
      Tables.print("years", years(directory));
    } finally {
      Scratch.delete(directory);
    }
    return 0;
  }

  private Table years(Path directory) {
    Table table =
        new Table(
            "seed",
            "episodes",
            "knowable",
            "P@1 off",
            "P@1 on",
            "points",
            "memories off",
            "memories on",
            "to problems",
            "lost");
    for (long seed : seeds) {
      World world = new World(seed, services);
      SimulatedYear.Result off = SimulatedYear.off(world, directory.resolve(seed + "-off"));
      SimulatedYear.Result on = SimulatedYear.on(world, directory.resolve(seed + "-on"));
      table.row(
          seed,
          on.episodes(),
          (double) on.knowable() / on.episodes(),
          off.precisionAt1(),
          on.precisionAt1(),
          100 * (on.precisionAt1() - off.precisionAt1()),
          off.memories(),
          on.memories(),
          (double) on.memories() / on.problems(),
          on.lost());
    }
    return table;
  }
}
