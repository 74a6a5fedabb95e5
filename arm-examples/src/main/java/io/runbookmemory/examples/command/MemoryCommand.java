package io.runbookmemory.examples.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code arm memory}: what is in the store. */
@Command(
    name = "memory",
    description = "Look at what is remembered, and keep it fit.",
    subcommands = {
      MemoryCommands.Get.class,
      MemoryCommands.Listing.class,
      MemoryCommands.Delete.class,
      MemoryCommands.Stats.class,
      UpkeepCommands.Audit.class,
      UpkeepCommands.Prune.class,
      UpkeepCommands.Stale.class,
      UpkeepCommands.Verify.class,
      UpkeepCommands.Pin.class,
      UpkeepCommands.Unpin.class,
      UpkeepCommands.Revive.class,
      GraphCommand.class,
      MergeCommands.Duplicates.class,
      MergeCommands.Contradictions.class,
      MergeCommands.Merge.class,
      MergeCommands.Undo.class,
      MergeCommands.History.class
    })
public final class MemoryCommand implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Creates the command; picocli calls it. */
  public MemoryCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "say what to do: get, list, delete, stats, audit, prune, stale, verify, pin, unpin, revive,"
            + " graph, duplicates, contradictions, merge, undo or history");
  }
}
