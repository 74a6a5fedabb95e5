package io.runbookmemory.memory.content;

import io.runbookmemory.text.StorableText;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is normal for a series.
 *
 * @param series the series' name or query
 * @param values statistics by name, such as {@code median} and {@code mad} of an hour of the week;
 *     all finite
 */
public record Baseline(String series, Map<String, Double> values) implements Content {

  /** Checks the rules and copies the map. */
  public Baseline {
    series = StorableText.of(series);
    Map<String, Double> copy = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                "a baseline's values must be finite, got " + value + " for " + name);
          }
          copy.put(
              StorableText.of(name),
              value + 0.0); // -0.0 becomes 0.0: the stored form has but one zero
        });
    values = Collections.unmodifiableMap(copy);
  }

  @Override
  public String kind() {
    return "baseline";
  }

  @Override
  public String text() {
    return "Normal values of " + series;
  }
}
