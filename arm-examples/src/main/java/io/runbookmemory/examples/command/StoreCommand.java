package io.runbookmemory.examples.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code arm store}: the upkeep of a store. */
@Command(
    name = "store",
    description = {
      "Check, save, modernise or re-embed a Lucene store as a whole, all tenants;",
      "print the schema of a PostgreSQL store."
    },
    subcommands = {
      StoreCommands.Verify.class,
      StoreCommands.Repair.class,
      StoreCommands.Upgrade.class,
      StoreCommands.Reembed.class,
      SchemaCommand.class
    })
public final class StoreCommand implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Creates the command; picocli calls it. */
  public StoreCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to do: verify, repair, upgrade, reembed or schema");
  }
}
