package io.runbookmemory.learn.analysis.resource;

import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.metric.Crossing;
import io.runbookmemory.metric.MetricSeries;

/**
 * A resource that can run out.
 *
 * @param name such as {@code disk used of /var}; not blank
 * @param place whose and where
 * @param series how full it is, or how much is left; at least ten days are needed, 28 are used
 * @param limit the value at which it has run out, finite
 * @param crossing from which side it is reached
 */
public record ResourceSeries(
    String name, Place place, MetricSeries series, double limit, Crossing crossing) {

  /** Checks the rules. */
  public ResourceSeries {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a resource's name must not be blank");
    }
    if (!Double.isFinite(limit)) {
      throw new IllegalArgumentException("a resource's limit must be finite, got " + limit);
    }
  }
}
