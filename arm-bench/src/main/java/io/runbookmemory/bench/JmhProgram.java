package io.runbookmemory.bench;

import io.runbookmemory.bench.measure.Machine;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
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
    int ran =
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
            .run()
            .size();
    return ran == 0 ? 1 : 0;
  }
}
