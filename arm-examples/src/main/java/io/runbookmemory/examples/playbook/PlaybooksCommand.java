package io.runbookmemory.examples.playbook;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code arm playbooks}: what a team wrote down to be carried out. */
@Command(
    name = "playbooks",
    description = "List playbooks, look whether they are sound, see what one would do.",
    subcommands = {ListCommand.class, ValidateCommand.class, RunCommand.class})
public final class PlaybooksCommand implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Creates the command; picocli calls it. */
  public PlaybooksCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to do: list, validate or run");
  }
}
