package io.runbookmemory.slo.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.BurnRateWindow;
import io.runbookmemory.slo.Slo;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A dashboard of Grafana for an objective: what is left of the budget, and how fast each pair of
 * windows burns beside its factor. It reads what {@link PrometheusRules} record.
 */
public final class GrafanaDashboard {

  /** The version of Grafana's dashboard schema that is written; Grafana migrates older ones. */
  private static final int SCHEMA = 39;

  private static final int WIDTH = 24;
  private static final int HEIGHT = 8;

  private final Slo slo;
  private final BurnRatePolicy policy;
  private final ErrorRatio ratio;

  /**
   * Creates the dashboard of an objective.
   *
   * @param slo the objective, with queries
   * @param policy the pairs; those that cannot fire for the objective are left out
   * @throws io.runbookmemory.error.InvalidInputException if the objective has no queries
   */
  public GrafanaDashboard(Slo slo, BurnRatePolicy policy) {
    this.slo = slo;
    this.policy = policy.feasibleFor(slo);
    this.ratio = new ErrorRatio(slo);
  }

  /**
   * Returns the dashboard.
   *
   * @return JSON to import, which asks for a data source
   */
  public String json() {
    ObjectNode dashboard = JsonNodeFactory.instance.objectNode();
    dashboard.put("title", slo.toString()).put("schemaVersion", SCHEMA).put("editable", true);
    dashboard.putArray("tags").add("slo").add(slo.service());
    dashboard.putObject("time").put("from", "now-7d").put("to", "now");
    dashboard.put("refresh", "1m");
    ObjectNode source = dashboard.putObject("templating").putArray("list").addObject();
    source.put("name", "datasource").put("type", "datasource").put("query", "prometheus");
    ArrayNode panels = dashboard.putArray("panels");
    budget(panels);
    Stream.concat(policy.pages().stream(), policy.tickets().stream())
        .forEach(pair -> burn(panels, pair));
    return dashboard.toPrettyString();
  }

  private void budget(ArrayNode panels) {
    String burned = ratio.over(slo.period()) + " / " + slo.budget().toPlainString();
    ObjectNode panel = panel(panels, "stat", "Error budget left", "percentunit");
    target(panel, "1 - (" + burned + ")", "left");
  }

  private void burn(ArrayNode panels, BurnRateWindow pair) {
    ObjectNode panel = panel(panels, "timeseries", "Burn rate " + pair, "none");
    for (Duration window : List.of(pair.longWindow(), pair.shortWindow())) {
      String length = PromDuration.text(window);
      target(
          panel,
          "slo:error_ratio:"
              + length
              + "{slo="
              + Yaml.promQl(slo.name())
              + ",service="
              + Yaml.promQl(slo.service())
              + "} / "
              + slo.budget().toPlainString(),
          length);
    }
    target(panel, "vector(" + pair.factor() + ")", "factor");
  }

  private static ObjectNode panel(ArrayNode panels, String type, String title, String unit) {
    ObjectNode panel = panels.addObject().put("id", panels.size()).put("type", type);
    panel.put("title", title);
    panel.putObject("datasource").put("type", "prometheus").put("uid", "${datasource}");
    panel
        .putObject("gridPos")
        .put("x", 0)
        .put("y", (panels.size() - 1) * HEIGHT)
        .put("w", WIDTH)
        .put("h", HEIGHT);
    panel.putObject("fieldConfig").putObject("defaults").put("unit", unit);
    return panel;
  }

  private static void target(ObjectNode panel, String expression, String legend) {
    ArrayNode targets = panel.withArray("targets");
    ObjectNode target = targets.addObject();
    target.put("refId", String.valueOf((char) ('A' + targets.size() - 1)));
    target.put("expr", expression).put("legendFormat", legend);
  }
}
