package io.runbookmemory.examples.incident;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.ToolActs;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.ledger.LedgerStore;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Into which incident it is written what tools are called for and what they gave. */
public final class ActOptions {

  @Option(
      names = "--incident",
      paramLabel = "ID",
      description = {
        "The incident whose journal has what the tools give (default: the one that is open for the",
        "service or namespace that is asked about; where several are open, none)."
      })
  private @Nullable String incident;

  @Option(names = "--no-journal", description = "Write what the tools give into no incident.")
  private boolean off;

  public boolean isOn() {
    return !off;
  }

  /**
   * Returns the toolbox, whose calls write themselves down unless that is not wanted.
   *
   * @param usual where they belong if no incident is named; null for the one that is open
   */
  public GuardedToolbox box(
      GuardedToolbox.Builder builder,
      LedgerStore ledgers,
      Tenant tenant,
      @Nullable MemoryId usual) {
    if (off) {
      return builder.build();
    }
    IncidentJournal journal = OfJournal.journal(ledgers, tenant);
    MemoryId in = incident == null ? usual : named(incident, journal);
    GuardedToolbox box = builder.acts(new ToolActs(journal, InstantSource.system())).build();
    return in == null ? box : box.within(in);
  }

  private static MemoryId named(String beginning, IncidentJournal journal) {
    List<MemoryId> found = OfJournal.ids(journal).beginning(beginning);
    if (beginning.isBlank() || found.size() != 1) {
      throw new InvalidInputException(
          "--incident",
          "must begin the id of one incident of arm incidents list, \""
              + beginning
              + "\" begins "
              + (found.isEmpty() ? "none" : found.size()));
    }
    return found.getFirst();
  }
}
