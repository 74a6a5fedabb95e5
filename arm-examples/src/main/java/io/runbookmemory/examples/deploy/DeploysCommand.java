package io.runbookmemory.examples.deploy;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code arm deploys}: what went out. */
@Command(
    name = "deploys",
    description = "Record what goes out, and ask what went out before trouble began.",
    subcommands = {
      RecordCommand.class,
      DeployCommands.Listing.class,
      DeployCommands.Suspected.class,
      DeployCommands.Watch.class
    })
public final class DeploysCommand implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Creates the command; picocli calls it. */
  public DeploysCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to do: record, list, suspects or watch");
  }
}
