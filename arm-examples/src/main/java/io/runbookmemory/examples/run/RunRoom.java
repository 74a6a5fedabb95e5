package io.runbookmemory.examples.run;

import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.oncall.run.PlanRuns;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStore;
import java.time.InstantSource;

/** The runs of a command, with the ledger that they are in while it lasts. */
final class RunRoom implements AutoCloseable {

  private final LedgerStore ledgers;
  private final Ledger ledger;

  private RunRoom(LedgerStore ledgers, Ledger ledger) {
    this.ledgers = ledgers;
    this.ledger = ledger;
  }

  static RunRoom open(StoreOptions store, RunOptions where) {
    LedgerStore ledgers = where.open(store.url());
    return new RunRoom(ledgers, ledgers.ledger(store.tenant()));
  }

  Ledger ledger() {
    return ledger;
  }

  /** Returns the runs where no step is carried out. */
  PlanRuns runs() {
    return PlanRuns.recorder(ledger, new PatternRedactor(), InstantSource.system());
  }

  /** Returns whoever sits at the keyboard. */
  static Caller caller() {
    return Caller.of(System.getProperty("user.name"));
  }

  @Override
  public void close() {
    ledgers.close();
  }
}
