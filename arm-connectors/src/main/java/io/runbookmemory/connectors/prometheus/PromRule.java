package io.runbookmemory.connectors.prometheus;

import java.time.Duration;
import java.util.Map;

/**
 * A rule that Prometheus evaluates.
 *
 * @param group its group's name
 * @param name of the alert, or of the series that it records
 * @param alerting false if it records
 * @param query what it evaluates
 * @param holding how long the query must hold before it fires; zero for a recording rule
 * @param labels that it adds
 * @param annotations {@code runbook_url} among them
 * @param state {@code inactive}, {@code pending} or {@code firing}; empty for a recording rule
 * @param health {@code ok}, {@code err} or {@code unknown}
 */
public record PromRule(
    String group,
    String name,
    boolean alerting,
    String query,
    Duration holding,
    Map<String, String> labels,
    Map<String, String> annotations,
    String state,
    String health) {

  /** Copies the maps. */
  public PromRule {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
