package io.runbookmemory.examples;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.check.ChecksCommand;
import io.runbookmemory.examples.command.BacktestCommand;
import io.runbookmemory.examples.command.BackupCommand;
import io.runbookmemory.examples.command.DemoCommand;
import io.runbookmemory.examples.command.EvalCommand;
import io.runbookmemory.examples.command.ExportCommand;
import io.runbookmemory.examples.command.ImportCommand;
import io.runbookmemory.examples.command.IngestCommand;
import io.runbookmemory.examples.command.IngestFromCommand;
import io.runbookmemory.examples.command.MemoryCommand;
import io.runbookmemory.examples.command.PlanCommand;
import io.runbookmemory.examples.command.RecallCommand;
import io.runbookmemory.examples.command.RedactCommand;
import io.runbookmemory.examples.command.RememberCommand;
import io.runbookmemory.examples.command.RestoreCommand;
import io.runbookmemory.examples.command.StoreCommand;
import io.runbookmemory.examples.command.analysis.AnalyzeCommand;
import io.runbookmemory.examples.command.analysis.PredictCommand;
import io.runbookmemory.examples.command.series.AnomaliesCommand;
import io.runbookmemory.examples.command.series.BaselineCommand;
import io.runbookmemory.examples.command.series.TrendCommand;
import io.runbookmemory.examples.daemon.ServeCommand;
import io.runbookmemory.examples.deploy.DeploysCommand;
import io.runbookmemory.examples.draft.DraftsCommand;
import io.runbookmemory.examples.duty.PastCommand;
import io.runbookmemory.examples.duty.SilenceCommand;
import io.runbookmemory.examples.duty.StatusCommand;
import io.runbookmemory.examples.guard.AuditCommand;
import io.runbookmemory.examples.guard.ToolsCommand;
import io.runbookmemory.examples.incident.IncidentsCommand;
import io.runbookmemory.examples.mcp.McpCommand;
import io.runbookmemory.examples.option.StoreUrl;
import io.runbookmemory.examples.playbook.PlaybooksCommand;
import io.runbookmemory.examples.remedy.RemedyCommand;
import io.runbookmemory.examples.replay.ReplayCommand;
import io.runbookmemory.examples.report.ReportCommand;
import io.runbookmemory.examples.run.StepCommand;
import io.runbookmemory.examples.slo.ClassifyCommand;
import io.runbookmemory.examples.slo.SloCommand;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.walkthrough.WalkthroughCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code arm} command line. */
@Command(
    name = "arm",
    mixinStandardHelpOptions = true,
    versionProvider = Arm.Version.class,
    scope = CommandLine.ScopeType.INHERIT,
    description = "Agentic Runbook Memory: what solved it last time.",
    footer = {
      "",
      "Exit codes: 0 done, 1 nothing found or a negative verdict, 2 wrong usage, 3 failure.",
      "Results go to standard output, progress and logs to standard error."
    },
    exitCodeOnInvalidInput = ExitStatus.USAGE,
    exitCodeOnExecutionException = ExitStatus.FAILURE,
    subcommands = {
      DemoCommand.class,
      IngestCommand.class,
      IngestFromCommand.class,
      RememberCommand.class,
      RecallCommand.class,
      PlanCommand.class,
      StepCommand.class,
      ServeCommand.class,
      StatusCommand.class,
      PastCommand.class,
      SilenceCommand.class,
      ChecksCommand.class,
      ClassifyCommand.class,
      SloCommand.class,
      BaselineCommand.class,
      AnomaliesCommand.class,
      TrendCommand.class,
      AnalyzeCommand.class,
      PredictCommand.class,
      MemoryCommand.class,
      IncidentsCommand.class,
      DeploysCommand.class,
      ReportCommand.class,
      DraftsCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      StoreCommand.class,
      PlaybooksCommand.class,
      RemedyCommand.class,
      ToolsCommand.class,
      McpCommand.class,
      AuditCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      EvalCommand.class,
      BacktestCommand.class,
      ReplayCommand.class,
      RedactCommand.class,
      WalkthroughCommand.class
    })
public final class Arm {

  private static final String DEBUG = "--debug";

  /** Creates the top command; picocli calls it. */
  public Arm() {}

  /**
   * Runs the command line and ends the process with its exit code.
   *
   * @param args the arguments
   */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, args);
    out.flush();
    // A reader that went away (arm … | head) is no failure.
    System.exit(code);
  }

  /**
   * Runs the command line.
   *
   * @param out where results go
   * @param err where progress and complaints go
   * @param args the arguments
   * @return the exit code
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line =
        new CommandLine(new Arm())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler((usage, words) -> complain(err, words, usage))
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> complain(err, args, failure));
    int code = line.execute(args);
    out.flush();
    return code;
  }

  /** One clear message; the stack trace only for who asks. */
  private static int complain(PrintWriter err, String[] args, Exception failure) {
    if (failure instanceof CommandLine.ParameterException usage) {
      CommandLine line = usage.getCommandLine();
      err.println(StoreUrl.plain("arm: " + usage.getMessage()));
      CommandLine.UnmatchedArgumentException.printSuggestions(usage, err);
      err.println("arm: see " + line.getCommandSpec().qualifiedName() + " --help");
      if (Arrays.asList(args).contains(DEBUG)) {
        err.print(trace(usage));
      }
      return ExitStatus.USAGE;
    }
    boolean expected = failure instanceof ArmException;
    String what = expected ? failure.getMessage() : "unexpected: " + failure;
    err.println(StoreUrl.plain("arm: " + what));
    if (Arrays.asList(args).contains(DEBUG)) {
      err.print(trace(failure));
    } else if (!expected) {
      err.println("arm: run again with --debug for the stack trace");
    }
    return ExitStatus.FAILURE;
  }

  /** A driver's message may repeat the URL that it was given. */
  private static String trace(Exception failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return StoreUrl.plain(trace.toString());
  }

  /** The version of the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Arm.class.getPackage().getImplementationVersion();
      return new String[] {"arm " + (version == null ? "0.1.0-SNAPSHOT" : version)};
    }
  }
}
