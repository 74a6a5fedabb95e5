package io.runbookmemory.examples.incident;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code arm incidents}: the journal. */
@Command(
    name = "incidents",
    description = "Keep the journal of incidents: what happened when, and who said so.",
    subcommands = {
      OpenCommand.class,
      SayCommands.Note.class,
      SayCommands.Act.class,
      SayCommands.Ack.class,
      SayCommands.Mitigate.class,
      SayCommands.Cause.class,
      ResolveCommand.class,
      SayCommands.Reopen.class,
      SayCommands.Todo.class,
      ReadCommands.Listing.class,
      ReadCommands.Show.class,
      HistoryCommand.class,
      ReadCommands.Postmortem.class,
      ImportCommand.class
    })
public final class IncidentsCommand implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Creates the command; picocli calls it. */
  public IncidentsCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "say what to do: open, note, act, ack, mitigate, cause, resolve, reopen, todo, list, show,"
            + " history, postmortem or import");
  }
}
