package io.runbookmemory.examples.draft;

import io.runbookmemory.examples.incident.Drafting;
import io.runbookmemory.examples.incident.IncidentLookup;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.learn.draft.Drafted;
import io.runbookmemory.store.ledger.LedgerStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code arm drafts write}. */
@Command(
    name = "write",
    description = "Draft what an incident of the journal taught, as arm incidents resolve does.")
final class WriteCommand implements Callable<Integer> {

  @Parameters(paramLabel = "INCIDENT", description = "Its id, or the beginning of it.")
  private String id = "";

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() {
    Optional<JournalIncident> incident;
    try (LedgerStore ledgers = store.openLedgers()) {
      incident = new IncidentLookup(ledgers, store.tenant()).find(id, output);
    }
    if (incident.isEmpty()) {
      return ExitStatus.NEGATIVE;
    }
    Drafting drafting = new Drafting(store, output);
    List<Drafted> drafted = drafting.write(incident.get(), Instant.now());
    if (output.json()) {
      output.print(Drafting.json(drafted));
    } else {
      drafting.tell(drafted);
    }
    boolean waits = drafted.stream().anyMatch(one -> one.how().waits());
    return waits ? ExitStatus.OK : ExitStatus.NEGATIVE;
  }
}
