package io.runbookmemory.examples.slo;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code arm slo}: objectives and what is left of their budgets. */
@Command(
    name = "slo",
    description = "Check objectives, write rules and dashboards of them, and book their budgets.",
    subcommands = {
      SloCommands.Rules.class,
      SloCommands.Dashboard.class,
      BudgetCommand.class,
      ValidateCommand.class
    })
public final class SloCommand implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Creates the command; picocli calls it. */
  public SloCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to do: rules, dashboard, budget or validate");
  }
}
