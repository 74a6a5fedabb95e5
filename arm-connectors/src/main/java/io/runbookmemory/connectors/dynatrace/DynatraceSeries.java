package io.runbookmemory.connectors.dynatrace;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of a metric in one place.
 *
 * @param metric its id, with what it was transformed by
 * @param dimensions where, by the names of the dimensions
 * @param points in the order of time
 */
public record DynatraceSeries(String metric, Map<String, String> dimensions, List<Point> points) {

  /**
   * A value at a time.
   *
   * @param at the end of its slot
   * @param value null where nothing was measured
   */
  public record Point(Instant at, @Nullable Double value) {}

  /** Copies both. */
  public DynatraceSeries {
    dimensions = Collections.unmodifiableMap(new TreeMap<>(dimensions));
    points = List.copyOf(points);
  }
}
