package io.runbookmemory.bench;

import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import java.util.Collection;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What takes nanoseconds, timed by JMH in JVMs of its own. */
@Command(name = "jmh", description = "What takes nanoseconds: time and bytes of one call, by JMH.")
final class JmhProgram implements Callable<Integer> {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  @Parameters(
      arity = "0..1",
      paramLabel = "BENCHMARK",
      description = "Part of a benchmark's name, such as salience; all if left out.")
  private String benchmark = "";

  @Option(names = "--forks", description = "JVMs to time it in (${DEFAULT-VALUE}).")
  private int forks = 2;

  @Option(names = "--rounds", description = "Seconds to time it in each (${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Override
  public Integer call() throws RunnerException {
    System.out.println(Machine.here());
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("(?i)\\.jmh\\..*" + java.util.regex.Pattern.quote(benchmark))
                    .forks(forks)
                    .warmupIterations(rounds)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(rounds)
                    .measurementTime(TimeValue.seconds(1))
                    .addProfiler(GCProfiler.class)
                    .build())
            .run();
    Table table = new Table("benchmark", "a call", "give or take", "unit", "bytes a call");
    for (RunResult result : results) {
      Result<?> time = result.getPrimaryResult();
      Result<?> bytes = result.getSecondaryResults().get(ALLOCATED);
      table.row(
          time.getLabel(),
          time.getScore(),
          time.getScoreError(),
          time.getScoreUnit(),
          bytes == null ? Double.NaN : bytes.getScore());
    }
    Tables.print("calls", table);
    return results.isEmpty() ? 1 : 0;
  }
}
