package io.runbookmemory.examples.report;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code arm report}: what a week and a shift amount to. */
@Command(
    name = "report",
    description = "Write the report of a week, or what the next shift has to know.",
    subcommands = {WeeklyCommand.class, HandoverCommand.class})
public final class ReportCommand implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Creates the command; picocli calls it. */
  public ReportCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to write: weekly or handover");
  }
}
