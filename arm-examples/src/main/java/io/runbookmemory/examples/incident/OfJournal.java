package io.runbookmemory.examples.incident;

import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.JournalPolicy;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.ledger.LedgerStore;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the commands over the journal share. */
abstract class OfJournal implements Callable<Integer> {

  @Mixin StoreOptions store = new StoreOptions();
  @Mixin DataOutput output = new DataOutput();

  @Override
  public final Integer call() {
    try (LedgerStore ledgers = store.openLedgers()) {
      return call(journal(ledgers, store.tenant()));
    }
  }

  abstract int call(IncidentJournal journal);

  static IncidentJournal journal(LedgerStore ledgers, Tenant tenant) {
    return new IncidentJournal(
        ledgers.ledger(tenant), new PatternRedactor(), JournalPolicy.DEFAULT, new SecureRandom());
  }

  static ShortIds ids(IncidentJournal journal) {
    IncidentQuery all = IncidentQuery.builder().most(Integer.MAX_VALUE).build();
    return ShortIds.of(journal.search(all).stream().map(JournalIncident::id).toList());
  }

  /** What is about one incident. */
  abstract static class OfIncident extends OfJournal {

    @Parameters(
        index = "0",
        paramLabel = "ID",
        description = "The incident's id, or as much of its beginning as begins no other.")
    private String id = "";

    @Override
    final int call(IncidentJournal journal) {
      ShortIds ids = ids(journal);
      Optional<MemoryId> found = ids.find(id, output);
      if (found.isEmpty()) {
        output.complain("arm: there is no incident " + id + "; see arm incidents list");
        return ExitStatus.NEGATIVE;
      }
      return call(journal, journal.get(found.get()).orElseThrow(), ids);
    }

    abstract int call(IncidentJournal journal, JournalIncident incident, ShortIds ids);
  }
}
