package io.runbookmemory.examples.incident;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.ledger.LedgerStore;
import java.util.Optional;

/** Finds incidents by the beginning of their ids. */
public final class IncidentLookup {

  private final IncidentJournal journal;

  public IncidentLookup(LedgerStore ledgers, Tenant tenant) {
    this.journal = OfJournal.journal(ledgers, tenant);
  }

  public IncidentJournal journal() {
    return journal;
  }

  /** Returns the incident; empty, and said so, if there is none. */
  public Optional<JournalIncident> find(String beginning, Output output) {
    Optional<JournalIncident> found =
        OfJournal.ids(journal).find(beginning, output).flatMap(journal::get);
    if (found.isEmpty()) {
      output.complain("arm: there is no incident " + beginning + "; see arm incidents list");
    }
    return found;
  }

  /** Returns the open incident of an alert. */
  public Optional<MemoryId> openOf(Alert alert) {
    String fingerprint = alert.fingerprint().toString();
    return journal.open().stream()
        .filter(
            incident ->
                incident.alerts().stream().anyMatch(one -> one.fingerprint().equals(fingerprint)))
        .map(JournalIncident::id)
        .findFirst();
  }
}
