package io.runbookmemory.examples.incident;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.learn.draft.Drafted;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm incidents resolve}: the end, and what it taught. */
@Command(
    name = "resolve",
    description = "Say that it is over, and draft what it taught; see arm drafts.")
final class ResolveCommand extends SayCommands.Say {

  @Parameters(index = "1", arity = "0..1", paramLabel = "HOW", description = "What ended it.")
  private @Nullable String how;

  @Option(names = "--no-drafts", description = "Draft nothing.")
  private boolean noDrafts;

  @Override
  JournalEvent event() {
    return new JournalEvent.Resolved(how);
  }

  @Override
  int tell(JournalIncident now, IncidentView view) {
    if (noDrafts) {
      return super.tell(now, view);
    }
    Drafting drafting = new Drafting(store, output);
    List<Drafted> drafted;
    try {
      drafted = drafting.write(now, said.at());
    } catch (ArmException e) {
      // The end is written down whatever becomes of the drafts, which can be made any time.
      super.tell(now, view);
      output.complain("arm: nothing was drafted: " + e.getMessage());
      output.complain("arm: try again: arm drafts write " + now.id());
      return ExitStatus.FAILURE;
    }
    if (output.json()) {
      ObjectNode node = IncidentView.json(now);
      node.set("drafts", Drafting.json(drafted));
      output.print(node);
      return ExitStatus.OK;
    }
    super.tell(now, view);
    drafting.tell(drafted);
    return ExitStatus.OK;
  }
}
