package io.runbookmemory.connectors.prometheus;

import io.runbookmemory.tool.CostTier;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.record.RecordTool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Prometheus as tools. */
final class PrometheusTools {

  /** As many points as a person reads off a graph. */
  private static final int POINTS = 240;

  private static final Duration LEAST_STEP = Duration.ofSeconds(15);

  private static final Duration LONGEST_RANGE = Duration.ofDays(31);

  private PrometheusTools() {}

  record Query(
      @Described("PromQL, such as sum by (code) (rate(http_requests_total{service=\"x\"}[5m]))")
          String query,
      @Described("how far back from now, such as PT1H, 31 days at most; none for the values now")
          @Nullable Duration range) {

    Query {
      boolean fits =
          range == null
              || (range.compareTo(LEAST_STEP) >= 0 && range.compareTo(LONGEST_RANGE) <= 0);
      if (query.isBlank() || !fits) {
        throw new IllegalArgumentException(
            "query must not be blank, range lie between PT15S and P31D");
      }
    }
  }

  record Nothing() {}

  record Alerts(List<ReportedAlert> alerts) {}

  record Rules(List<PromRule> rules) {}

  static List<Tool> of(PrometheusClient client) {
    return List.of(query(client), alerts(client), rules(client));
  }

  private static Tool query(PrometheusClient client) {
    return RecordTool.builder(
            "query_promql",
            "Asks Prometheus for metrics: now, or over a range that ends now. A value that is"
                + " missing is NaN or infinite.",
            Query.class,
            PromAnswer.class)
        .effect(ToolEffect.READ_ONLY)
        .cost(CostTier.MEDIUM)
        .timeout(Duration.ofSeconds(30))
        .build((query, call) -> query(client, query, call));
  }

  private static Tool alerts(PrometheusClient client) {
    return RecordTool.builder(
            "get_prometheus_alerts",
            "Returns the alerts that are pending or firing in Prometheus.",
            Nothing.class,
            Alerts.class)
        .effect(ToolEffect.READ_ONLY)
        .cost(CostTier.LOW)
        .timeout(Duration.ofSeconds(15))
        .build(
            (none, call) ->
                Optional.of(client.within(call.timeout()).alerts())
                    .filter(alerts -> !alerts.isEmpty())
                    .map(Alerts::new));
  }

  private static Tool rules(PrometheusClient client) {
    return RecordTool.builder(
            "get_alert_rules",
            "Returns the rules that Prometheus alerts by: query, how long it must hold, runbook.",
            Nothing.class,
            Rules.class)
        .effect(ToolEffect.READ_ONLY)
        .cost(CostTier.LOW)
        .timeout(Duration.ofSeconds(15))
        .build(
            (none, call) ->
                Optional.of(client.within(call.timeout()).rules())
                    .map(rules -> rules.stream().filter(PromRule::alerting).toList())
                    .filter(rules -> !rules.isEmpty())
                    .map(Rules::new));
  }

  private static Optional<PromAnswer> query(
      PrometheusClient client, Query query, ToolInvocation call) {
    PrometheusClient hurried = client.within(call.timeout());
    Duration range = query.range();
    PromAnswer answer =
        range == null
            ? hurried.instant(query.query(), call.at())
            : hurried.range(query.query(), call.at().minus(range), call.at(), step(range));
    return Optional.of(answer).filter(one -> !one.series().isEmpty());
  }

  private static Duration step(Duration range) {
    Duration step = Duration.ofSeconds(Math.ceilDiv(range.toSeconds(), POINTS));
    return step.compareTo(LEAST_STEP) < 0 ? LEAST_STEP : step;
  }
}
