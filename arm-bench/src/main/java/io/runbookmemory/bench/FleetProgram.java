package io.runbookmemory.bench;

import io.runbookmemory.bench.kill.Fleet;
import io.runbookmemory.bench.kill.FleetReport;
import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Scratch;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.testkit.server.LocalPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Processes that share a PostgreSQL server, undisturbed or not. */
@Command(
    name = "fleet",
    description = {
      "Processes on one PostgreSQL server, of the machine's own binaries: batches, counts,"
          + " rewrites, deletions,",
      "a tally kept by comparing and setting, and searches; then looks whether anything was lost or"
          + " done twice.",
      "Ends with 1 if so, or if a process failed, or took longer than 5 seconds to go on."
    })
final class FleetProgram implements Callable<Integer> {

  private static final double LONGEST_RECOVERY = 5;

  @Option(names = "--daemons", description = "How many processes (${DEFAULT-VALUE}).")
  private int daemons = 8;

  @Option(names = "--operations", description = "Of each (${DEFAULT-VALUE}).")
  private int operations = 5_000;

  @Option(
      names = "--faults",
      description = "Kill one of them amid its work, then crash the server and start it again.")
  private boolean faults;

  @Override
  public Integer call() throws Exception {
    LocalPostgres launched = LocalPostgres.launch().orElse(null);
    if (launched == null) {
      System.err.println("PostgreSQL is needed: apt-get install postgresql-15");
      return 3;
    }
    Path directory = Files.createTempDirectory("arm-fleet");
    try (LocalPostgres server = launched) {
      FleetReport report =
          new Fleet(server, directory, daemons, operations).run(faults, System.err::println);
      System.out.println(Machine.here());
      Tables.print(
          "fleet",
          new Table(
                  "processes",
                  "acknowledged",
                  "a second",
                  "lost or doubled",
                  "half",
                  "failed",
                  "slowest recovery s")
              .row(
                  daemons,
                  report.operations(),
                  report.operations() / report.seconds(),
                  report.lost().size(),
                  report.half().size(),
                  report.failed().size(),
                  report.slowestRecovery()));
      report.lost().forEach(System.out::println);
      report.half().forEach(System.out::println);
      report.failed().forEach(System.out::println);
      return report.whole() && !(report.slowestRecovery() > LONGEST_RECOVERY) ? 0 : 1;
    } finally {
      Scratch.delete(directory);
    }
  }
}
