package io.runbookmemory.examples.incident;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.slo.BudgetOptions;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.postmortem.ImpactMeter;
import io.runbookmemory.journal.postmortem.PostmortemDraft;
import io.runbookmemory.journal.postmortem.PostmortemWriter;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.slo.Slo;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
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
        "nobody said stands as a gap. With --slo and its counts the impact is measured first, and",
        "written down; --slo may be repeated."
      })
  static final class Postmortem extends OfJournal.OfIncident {

    @ArgGroup(exclusive = false, multiplicity = "0..*")
    private List<BudgetOptions> budgets = new ArrayList<>();

    @Option(names = "--by", paramLabel = "NAME", description = "Who measures (default: your name).")
    private @Nullable String by;

    @Override
    int call(IncidentJournal journal, JournalIncident incident, ShortIds ids) {
      budgets.forEach(budget -> budget.check(output));
      ImpactMeter meter = new ImpactMeter(journal, InstantSource.system());
      for (BudgetOptions budget : budgets) {
        measure(meter, incident.id(), budget);
      }
      JournalIncident now = journal.get(incident.id()).orElse(incident);
      PostmortemDraft draft = new PostmortemWriter().write(now);
      if (output.json()) {
        output.print(Output.parse(draft.toJson()));
      } else {
        output.line(draft.toMarkdown().stripTrailing());
      }
      return ExitStatus.OK;
    }

    /** A server that does not answer is a gap of the postmortem, and no reason to have none. */
    private void measure(ImpactMeter meter, MemoryId id, BudgetOptions budget) {
      String who = SaidOptions.name(by);
      Slo slo = budget.slo();
      try {
        meter.measure(id, slo, budget.counts(slo, output), budget.source(), who);
      } catch (UnavailableException e) {
        String reason = budget.source() + ": " + e.getMessage();
        output.complain("arm: the impact on " + slo.name() + " was not measured: " + reason);
        meter.failed(id, slo.name(), reason, who);
      }
    }
  }
}
