package io.runbookmemory.examples.command.analysis;

import io.runbookmemory.JournalHistory;
import io.runbookmemory.PreparedAnswer;
import io.runbookmemory.PreparedAnswers;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.learn.analysis.AnalysisInput;
import io.runbookmemory.learn.analysis.Prediction;
import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a store's own journal tells, and what its memory knows against what is to come. */
final class StoredHistory {

  private final RunbookMemory memory;
  private final PreparedAnswers answers;

  private StoredHistory(RunbookMemory memory, PreparedAnswers answers) {
    this.memory = memory;
    this.answers = answers;
  }

  /** Returns the history of a tenant; nothing is held open beside the store and the ledgers. */
  static StoredHistory of(MemoryStore store, LedgerStore ledgers, Tenant tenant) {
    RunbookMemory memory =
        RunbookMemory.builder(store).ledger(ledgers).tenant(tenant).countRecalls(false).build();
    return new StoredHistory(memory, new PreparedAnswers(memory, ledgers.ledger(tenant)));
  }

  AnalysisInput history() {
    return history(asOf -> List.of());
  }

  /** Returns what happened, and what can run out. */
  AnalysisInput history(Function<Instant, List<ResourceSeries>> resources) {
    return new JournalHistory(memory.journal(), resources);
  }

  /** Asks memory in advance about what is foretold and what fires most. */
  void prepare(List<Prediction> foretold, Instant now) {
    answers.prepare(PreparedAnswers.likely(history(), foretold, now), now);
  }

  /** Returns what memory knows of such trouble; empty if it is not sure. */
  Optional<String> helped(Prediction prediction) {
    return answers.answer(prediction.what()).stream()
        .flatMap(answer -> answer.memories().stream())
        .filter(PreparedAnswer.Known::strong)
        .filter(one -> one.kind().equals("runbook") || one.kind().equals("incident"))
        .map(PreparedAnswer.Known::title)
        .findFirst();
  }
}
