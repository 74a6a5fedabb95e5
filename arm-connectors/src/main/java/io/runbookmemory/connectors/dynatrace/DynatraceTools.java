package io.runbookmemory.connectors.dynatrace;

import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.record.RecordTool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Dynatrace environment as tools. */
final class DynatraceTools {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final Duration LONGEST = Duration.ofDays(31);

  private DynatraceTools() {}

  record Query(
      @Described("which entities, such as type(SERVICE),entityName(\"checkout\")")
          String entitySelector,
      @Described("which metric, such as builtin:service.response.time:avg") String metric,
      @Described("how far back from now, such as PT2H, 31 days at most") Duration window) {

    Query {
      demand(window);
    }
  }

  record Selector(@Described("such as type(SERVICE),tag(\"team:shop\")") String entitySelector) {}

  record Problems(
      @Described("which entities; none for all") @Nullable String entitySelector,
      @Described("how far back from now, such as PT2H, 31 days at most") Duration window) {

    Problems {
      demand(window);
    }
  }

  record SeriesFound(List<DynatraceSeries> series) {}

  record EntitiesFound(List<DynatraceEntity> entities) {}

  record ProblemsFound(List<DynatraceProblem> problems) {}

  private static void demand(Duration window) {
    if (window.compareTo(Duration.ofMinutes(1)) < 0 || window.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("window must lie between PT1M and P31D");
    }
  }

  static List<Tool> of(DynatraceClient client) {
    return List.of(metrics(client), entities(client), problems(client));
  }

  private static Tool metrics(DynatraceClient client) {
    return RecordTool.builder(
            "get_dynatrace",
            "Asks Dynatrace for a metric of some entities, over a window that ends now.",
            Query.class,
            SeriesFound.class)
        .effect(ToolEffect.READ_ONLY)
        .cost(CostTier.MEDIUM)
        .timeout(TIMEOUT)
        .build(
            (query, call) ->
                Optional.of(
                        client
                            .within(call.timeout())
                            .metrics(
                                query.metric(),
                                query.entitySelector(),
                                call.at().minus(query.window()),
                                call.at()))
                    .filter(series -> !series.isEmpty())
                    .map(SeriesFound::new));
  }

  private static Tool entities(DynatraceClient client) {
    return RecordTool.builder(
            "get_dynatrace_entities",
            "Returns the services, hosts and processes that a selector selects in Dynatrace.",
            Selector.class,
            EntitiesFound.class)
        .effect(ToolEffect.READ_ONLY)
        .cost(CostTier.LOW)
        .timeout(TIMEOUT)
        .build(
            (selector, call) ->
                Optional.of(client.within(call.timeout()).entities(selector.entitySelector()))
                    .filter(entities -> !entities.isEmpty())
                    .map(EntitiesFound::new));
  }

  private static Tool problems(DynatraceClient client) {
    return RecordTool.builder(
            "get_dynatrace_problems",
            "Returns the problems that Dynatrace found in a window that ends now.",
            Problems.class,
            ProblemsFound.class)
        .effect(ToolEffect.READ_ONLY)
        .cost(CostTier.LOW)
        .timeout(TIMEOUT)
        .build(
            (problems, call) ->
                Optional.of(
                        client
                            .within(call.timeout())
                            .problems(
                                problems.entitySelector(),
                                call.at().minus(problems.window()),
                                call.at()))
                    .filter(found -> !found.isEmpty())
                    .map(ProblemsFound::new));
  }
}
