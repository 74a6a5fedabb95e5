package io.runbookmemory.connectors.prometheus;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The points of one set of labels.
 *
 * @param labels in the order of their names; none for a scalar
 * @param points in the order of time; one where a query was for an instant
 */
public record PromSeries(Map<String, String> labels, List<PromPoint> points) {

  /** Copies both. */
  public PromSeries {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    points = List.copyOf(points);
  }
}
