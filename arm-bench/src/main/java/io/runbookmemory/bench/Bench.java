package io.runbookmemory.bench;

import io.runbookmemory.bench.alerts.AlertsProgram;
import io.runbookmemory.bench.analysis.AnalyzeProgram;
import io.runbookmemory.bench.hold.ColdStartProgram;
import io.runbookmemory.bench.hold.MemoryProgram;
import io.runbookmemory.bench.ingest.IngestProgram;
import io.runbookmemory.bench.nab.NabProgram;
import io.runbookmemory.bench.redact.RedactProgram;
import io.runbookmemory.bench.replay.ReplayProgram;
import io.runbookmemory.bench.report.ReportOptions;
import io.runbookmemory.bench.stages.StagesProgram;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code arm bench}: the programs that measure. */
@Command(
    name = "arm bench",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    description = {
      "What ARM costs, beside its peers and the raw engines under it. Without a program it runs all"
          + " comparisons,",
      "on this machine and with nothing to configure, and writes bench-report.md and"
          + " bench-report.json. An",
      "interrupted run goes on where it was.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 measured, 1 measured and something was lost or wrong (a chapter failed, a"
          + " ratio of --smoke is",
      "far worse; a missed goal is a figure like another), 2 wrong usage, 3 failure.",
      "Tables go to standard output, progress to standard error."
    },
    exitCodeOnExecutionException = 3,
    subcommands = {
      MachineProgram.class,
      AlertsProgram.class,
      AnalyzeProgram.class,
      BatchesProgram.class,
      BurnProgram.class,
      BurnSpeedProgram.class,
      ColdStartProgram.class,
      EmbedProgram.class,
      FleetProgram.class,
      KillProgram.class,
      MemoryProgram.class,
      ModelsProgram.class,
      NabProgram.class,
      PeersProgram.class,
      PostgresProgram.class,
      RecallProgram.class,
      IngestProgram.class,
      JmhProgram.class,
      RedactProgram.class,
      ReplayProgram.class,
      ScaleProgram.class,
      SearchProgram.class,
      SoakProgram.class,
      SqliteProgram.class,
      StagesProgram.class,
      TrickleProgram.class,
      UpkeepProgram.class,
      VectorsProgram.class,
      WritesProgram.class,
      YearProgram.class
    })
public final class Bench implements Callable<Integer> {

  @Mixin private ReportOptions report = new ReportOptions();

  /** Creates the top command; picocli calls it. */
  public Bench() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    return report.run(Bench.class);
  }

  /**
   * Runs a program and ends the process with its exit code.
   *
   * @param args the program's name and its options
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** {@return the programs; a chapter may have the name of one, {@code --only search}} */
  public static CommandLine commandLine() {
    return new CommandLine(new Bench()).setAllowSubcommandsAsOptionParameters(true);
  }
}
