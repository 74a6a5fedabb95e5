package io.runbookmemory.oncall.tool;

import io.runbookmemory.memory.Scope;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.tool.Tool;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The tools over one tenant's memory. Their answers say where each thing comes from and how well it
 * fits, so that nobody takes a guess for a runbook. All look, but {@code memory_record_incident},
 * which remembers. Thread-safe.
 */
public final class MemoryTools {

  private final Function<Situation, Recall> recall;
  private final BiFunction<String, Scope, Remembered> remember;
  private final MemoryReader reader;
  private final InstantSource clock;

  /**
   * Creates the tools.
   *
   * @param recall what memory has to say to a situation
   * @param remember takes words about some scope up
   * @param reader of the tenant
   * @param clock tells the time
   */
  public MemoryTools(
      Function<Situation, Recall> recall,
      BiFunction<String, Scope, Remembered> remember,
      MemoryReader reader,
      InstantSource clock) {
    this.recall = recall;
    this.remember = remember;
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * Returns the tools.
   *
   * @return {@code lookup_runbook}, {@code memory_search_incidents}, {@code
   *     memory_record_incident}, {@code memory_get_previous_report}, {@code memory_check_baseline},
   *     {@code recent_deployments} and {@code classify_slo}
   */
  public List<Tool> all() {
    Recalling recalling = new Recalling(recall, reader.tenant(), clock);
    return List.of(
        RunbookLookup.tool(recalling),
        IncidentSearch.tool(recalling),
        IncidentRecord.tool(remember, reader.tenant()),
        PreviousReport.tool(reader),
        BaselineLookup.tool(reader),
        DeploymentSearch.tool(reader, clock),
        SloClassification.tool());
  }
}
