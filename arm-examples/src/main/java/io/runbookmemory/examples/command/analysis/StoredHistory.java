package io.runbookmemory.examples.command.analysis;

import io.runbookmemory.Analysis;
import io.runbookmemory.Foreseen;
import io.runbookmemory.JournalHistory;
import io.runbookmemory.PreparedAnswer;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.learn.analysis.AnalysisInput;
import io.runbookmemory.learn.analysis.AnalysisPolicy;
import io.runbookmemory.learn.analysis.Prediction;
import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a store's own journal tells, and what its memory knows against what is to come. */
final class StoredHistory {

  private final RunbookMemory memory;
  private final Function<Instant, List<ResourceSeries>> resources;

  /**
   * The time and the place of asking.
   *
   * @param now when
   * @param zone whose wall clock
   */
  record Moment(Instant now, ZoneId zone) {}

  private StoredHistory(RunbookMemory memory, Function<Instant, List<ResourceSeries>> resources) {
    this.memory = memory;
    this.resources = resources;
  }

  /** Returns the history of a tenant; nothing is held open beside the store and the ledgers. */
  static StoredHistory of(
      MemoryStore store,
      LedgerStore ledgers,
      Tenant tenant,
      Moment moment,
      Function<Instant, List<ResourceSeries>> resources) {
    RunbookMemory memory =
        RunbookMemory.builder(store)
            .ledger(ledgers)
            .tenant(tenant)
            .clock(InstantSource.fixed(moment.now))
            .analysis(AnalysisPolicy.in(moment.zone), "arm predict")
            .resources(resources)
            .countRecalls(false)
            .build();
    return new StoredHistory(memory, resources);
  }

  /** Returns what happened, and what can run out. */
  AnalysisInput history() {
    return new JournalHistory(memory.journal(), resources);
  }

  Foreseen foresee(Duration ahead) {
    return memory.analysis().foresee(ahead);
  }

  Analysis analysis() {
    return memory.analysis();
  }

  /** Returns what memory knows of such trouble; empty if it is not sure. */
  Optional<String> helped(Prediction prediction) {
    return memory.analysis().prevents(prediction.what()).map(PreparedAnswer.Known::title);
  }
}
