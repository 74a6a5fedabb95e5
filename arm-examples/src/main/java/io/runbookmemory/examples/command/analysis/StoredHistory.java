package io.runbookmemory.examples.command.analysis;

import io.runbookmemory.JournalHistory;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.learn.analysis.AnalysisInput;
import io.runbookmemory.learn.analysis.Prediction;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.Strength;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import java.util.Optional;

/** What a store's own journal tells, and what its memory knows against what is to come. */
final class StoredHistory {

  private final RunbookMemory memory;

  private StoredHistory(RunbookMemory memory) {
    this.memory = memory;
  }

  /** Returns the history of a tenant; nothing is held open beside the store and the ledgers. */
  static StoredHistory of(MemoryStore store, LedgerStore ledgers, Tenant tenant) {
    return new StoredHistory(
        RunbookMemory.builder(store).ledger(ledgers).tenant(tenant).countRecalls(false).build());
  }

  AnalysisInput history() {
    return new JournalHistory(memory.journal());
  }

  /** Returns the title of what memory knows of such trouble; empty if that is not sure. */
  Optional<String> helped(Prediction prediction) {
    return memory.recall(prediction.what()).recollections().stream()
        .filter(one -> one.strength() == Strength.STRONG)
        .filter(
            one ->
                one.memory().content().kind().equals("runbook")
                    || one.memory().content().kind().equals("incident"))
        .map(Recollection::memory)
        .map(one -> one.title())
        .findFirst();
  }
}
