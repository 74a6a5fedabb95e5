package io.runbookmemory.metric;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A metric and the labels of one of its series, as in Prometheus.
 *
 * @param name such as {@code http_request_duration_seconds}; not blank
 * @param labels values by name, in the order of their names; may be empty
 */
public record MetricName(String name, Map<String, String> labels) {

  /** Checks the rules and copies the labels. */
  public MetricName {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a metric's name must not be blank, got \"" + name + "\"");
    }
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /**
   * Returns the name of a series without labels.
   *
   * @param name not blank
   * @return a name
   */
  public static MetricName of(String name) {
    return new MetricName(name, Map.of());
  }

  /** Returns the series as Prometheus writes it: {@code up{job="checkout"}}. */
  @Override
  public String toString() {
    return labels.isEmpty()
        ? name
        : labels.entrySet().stream()
            .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
            .collect(Collectors.joining(",", name + "{", "}"));
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
