package io.runbookmemory.examples.replay;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code arm replay}: past incidents, played again. */
@Command(
    name = "replay",
    description =
        "Play incidents again, each with what was known then, or write and check their files.",
    subcommands = {
      RunCommand.class,
      RecordCommand.class,
      StormsCommand.class,
      ValidateCommand.class
    })
public final class ReplayCommand implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Creates the command; picocli calls it. */
  public ReplayCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to do: run, record, storms or validate");
  }
}
