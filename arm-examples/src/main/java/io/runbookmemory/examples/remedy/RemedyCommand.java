package io.runbookmemory.examples.remedy;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code arm remedy}: what can be done to a Kubernetes cluster. */
@Command(
    name = "remedy",
    description = "Act on a Kubernetes cluster through the guard, and watch what is wrong in it.",
    subcommands = {ListCommand.class, RunCommand.class, ApproveCommand.class, WatchCommand.class})
public final class RemedyCommand implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Creates the command; picocli calls it. */
  public RemedyCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to do: list, run, approve or watch");
  }
}
