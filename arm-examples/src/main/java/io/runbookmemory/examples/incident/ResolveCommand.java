package io.runbookmemory.examples.incident;

import io.runbookmemory.journal.JournalEvent;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code arm incidents resolve}. */
@Command(name = "resolve", description = "Say that it is over.")
final class ResolveCommand extends SayCommands.Say {

  @Parameters(index = "1", arity = "0..1", paramLabel = "HOW", description = "What ended it.")
  private @Nullable String how;

  @Override
  JournalEvent event() {
    return new JournalEvent.Resolved(how);
  }
}
