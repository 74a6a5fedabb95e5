package io.runbookmemory.examples.daemon.api.route;

import io.runbookmemory.Journal;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.daemon.budget.Budgets;
import io.runbookmemory.examples.daemon.budget.SloCounts;
import io.runbookmemory.examples.daemon.memory.Responder;
import io.runbookmemory.examples.daemon.observe.EventLog;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.memory.Tenant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the API stands on. What a reload replaces is asked for at each call.
 *
 * @param responder memory and journal
 * @param budgets what is watched
 * @param tenant whose
 * @param log is told of each change
 */
public record Backend(
    Supplier<Responder> responder,
    Supplier<Budgets> budgets,
    Supplier<SloCounts> counts,
    Tenant tenant,
    InstantSource clock,
    EventLog log) {

  /**
   * Returns the memory.
   *
   * @throws UnavailableException if it is off
   */
  public RunbookMemory memory() {
    return responder
        .get()
        .memory()
        .orElseThrow(
            () -> new UnavailableException("memory", "the memory is off; see memory.enabled"));
  }

  /**
   * Returns the whole journal.
   *
   * @throws UnavailableException if memory is off
   */
  public Journal journal() {
    return memory().journal();
  }

  /** Returns the incidents, which are there without memory too. */
  public IncidentJournal incidents() {
    return responder.get().incidents();
  }
}
