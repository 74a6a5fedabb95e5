package io.runbookmemory.examples.draft;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code arm drafts}: what waits for an owner's word. */
@Command(
    name = "drafts",
    description = {
      "Look at what incidents taught, and approve, edit or reject it. Nothing of a draft is",
      "recalled until it is approved; what was rejected is not proposed again."
    },
    subcommands = {
      ListCommand.class,
      ShowCommand.class,
      WordCommands.Approve.class,
      EditCommand.class,
      WordCommands.Reject.class,
      WriteCommand.class
    })
public final class DraftsCommand implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Creates the command; picocli calls it. */
  public DraftsCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to do: list, show, approve, edit, reject or write");
  }
}
