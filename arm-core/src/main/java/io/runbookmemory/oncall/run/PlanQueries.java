package io.runbookmemory.oncall.run;

import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.ToolRequest;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.PlannedQuery;
import io.runbookmemory.tool.ToolResult;
import io.runbookmemory.tool.json.JsonText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks the queries of a plan, each by the tool for its language and through the guard, all at once.
 * A query with a placeholder that nothing was known for is not asked: it would look like an answer.
 * Unless it is told otherwise, {@code promql} goes to {@code query_promql} and {@code logql} to
 * {@code search_loki}. Thread-safe.
 */
public final class PlanQueries {

  private record Way(String tool, Function<PlannedQuery, String> arguments) {}

  private final GuardedToolbox toolbox;
  private final Map<String, Way> ways;

  private PlanQueries(Builder builder) {
    this.toolbox = builder.toolbox;
    this.ways = Map.copyOf(builder.ways);
  }

  /**
   * Starts with the languages above.
   *
   * @param toolbox holds the tools
   * @return a builder
   */
  public static Builder builder(GuardedToolbox toolbox) {
    return new Builder(toolbox);
  }

  /**
   * Asks all queries of a plan.
   *
   * @param plan whose
   * @param caller in whose name
   * @param scope what for
   * @param timeout how long to wait for each, more than nothing
   * @return in the plan's order, one for each query
   */
  public List<Observation> look(ActionPlan plan, Caller caller, Scope scope, Duration timeout) {
    List<Future<Observation>> asked = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (PlannedQuery query : plan.queries()) {
        asked.add(threads.submit(() -> new Observation(query, ask(query, caller, scope, timeout))));
      }
    }
    return asked.stream().map(Future::resultNow).toList();
  }

  /**
   * Asks one query.
   *
   * @param query what to ask
   * @param caller in whose name
   * @param scope what for
   * @param timeout how long to wait, more than nothing
   * @return what it showed, or why it was not asked
   */
  public Observation look(PlannedQuery query, Caller caller, Scope scope, Duration timeout) {
    return new Observation(query, ask(query, caller, scope, timeout));
  }

  /** Returns whether there is a tool for a language. */
  boolean knows(@Nullable String language) {
    return language != null && ways.containsKey(language.toLowerCase(Locale.ROOT));
  }

  private ToolResult ask(PlannedQuery query, Caller caller, Scope scope, Duration timeout) {
    if (!query.unfilled().isEmpty()) {
      return new ToolResult.Refused(
          "nothing is known for " + String.join(", ", query.unfilled()) + ": fill it in and ask");
    }
    Way way = ways.get(query.language().toLowerCase(Locale.ROOT));
    if (way == null) {
      return new ToolResult.Refused("there is no tool for queries of " + query.language());
    }
    return toolbox.call(
        ToolRequest.builder(caller, scope, way.tool(), way.arguments().apply(query))
            .timeout(timeout)
            .build());
  }

  /** Collects which tool is for which language. */
  public static final class Builder {

    private final GuardedToolbox toolbox;
    private final Map<String, Way> ways = new HashMap<>();

    private Builder(GuardedToolbox toolbox) {
      this.toolbox = Objects.requireNonNull(toolbox, "toolbox");
      tool("promql", "query_promql", Builder::queryAlone);
      tool("logql", "search_loki", Builder::queryAlone);
    }

    private static String queryAlone(PlannedQuery query) {
      return JsonText.write(JsonText.object().put("query", query.query()));
    }

    /**
     * Sets the tool for a language.
     *
     * @param language as runbooks name it: {@code promql}, {@code spl}, {@code dynatrace}
     * @param tool its name
     * @param arguments makes the tool's arguments of a query: one JSON object
     * @return this
     */
    public Builder tool(String language, String tool, Function<PlannedQuery, String> arguments) {
      ways.put(language.toLowerCase(Locale.ROOT), new Way(tool, arguments));
      return this;
    }

    /**
     * Returns who asks.
     *
     * @return with what was set
     */
    public PlanQueries build() {
      return new PlanQueries(this);
    }
  }
}
