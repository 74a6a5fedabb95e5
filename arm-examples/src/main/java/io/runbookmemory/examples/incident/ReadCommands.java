package io.runbookmemory.examples.incident;

import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.postmortem.PostmortemDraft;
import io.runbookmemory.journal.postmortem.PostmortemWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The subcommands of {@code arm incidents} that look things up. */
final class ReadCommands {

  private ReadCommands() {}

  /** {@code arm incidents list}. */
  @Command(name = "list", description = "List incidents, the newest first.")
  static final class Listing extends OfJournal {

    @Option(names = "--open", description = "Those alone that are not over.")
    private boolean open;

    @Mixin private QueryOptions query = new QueryOptions();

    @Override
    int call(IncidentJournal journal) {
      List<JournalIncident> found = journal.search(query.read(open ? true : null, output));
      new IncidentView(output, ids(journal)).list(found);
      return found.isEmpty() ? ExitStatus.NEGATIVE : ExitStatus.OK;
    }
  }

  /** {@code arm incidents show}. */
  @Command(name = "show", description = "Print an incident and all that was written of it.")
  static final class Show extends OfJournal.OfIncident {

    @Override
    int call(IncidentJournal journal, JournalIncident incident, ShortIds ids) {
      new IncidentView(output, ids).show(incident);
      return ExitStatus.OK;
    }
  }

  /** {@code arm incidents postmortem}. */
  @Command(
      name = "postmortem",
      description = {
        "Print the first draft of a postmortem. Every line cites the entry that says so, and what",
        "nobody said stands as a gap."
      })
  static final class Postmortem extends OfJournal.OfIncident {

    @Override
    int call(IncidentJournal journal, JournalIncident incident, ShortIds ids) {
      PostmortemDraft draft = new PostmortemWriter().write(incident);
      if (output.json()) {
        output.print(Output.parse(draft.toJson()));
      } else {
        output.line(draft.toMarkdown().stripTrailing());
      }
      return ExitStatus.OK;
    }
  }
}
