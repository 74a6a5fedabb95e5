package io.runbookmemory.examples.run;

import io.runbookmemory.oncall.PlannedCall;
import io.runbookmemory.oncall.run.RunStep;
import io.runbookmemory.tool.ToolContract;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What steps of plans call, and how long they may take, by what the tools' contracts say: the same
 * for the daemon and for the command line. Immutable.
 */
public final class StepContracts {

  /** As long as anything but a tool may take, which says that itself; a browser waits for it. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Map<String, String> QUERIES =
      Map.of("promql", "query_promql", "logql", "search_loki");

  private final Map<String, ToolContract> contracts;

  /** Creates them of the tools that there are, each name once. */
  public StepContracts(Collection<ToolContract> contracts) {
    this.contracts =
        contracts.stream().collect(Collectors.toMap(ToolContract::name, Function.identity()));
  }

  /**
   * Returns the tool that carries a step out.
   *
   * @return empty for a playbook, for a tool that is not there, and for what is a person's to do
   */
  public Optional<ToolContract> of(RunStep step) {
    PlannedCall call = step.call();
    if (call != null) {
      boolean complete = call.kind() == PlannedCall.Kind.TOOL && call.arguments() != null;
      return complete ? Optional.ofNullable(contracts.get(call.name())) : Optional.empty();
    }
    String language = step.language();
    return language == null || step.code() == null
        ? Optional.empty()
        : Optional.ofNullable(QUERIES.get(language.toLowerCase(Locale.ROOT))).map(contracts::get);
  }

  /** Returns how long a step may take. A remedy that is cut short is not seen to help. */
  public Duration patience(RunStep step) {
    return of(step).map(ToolContract::timeout).orElse(PATIENCE);
  }
}
