package io.runbookmemory.connectors.prometheus;

import java.util.List;

/**
 * What a query gave.
 *
 * @param series none where nothing matches
 * @param warnings what the server says about it, such as that a part did not answer
 */
public record PromAnswer(List<PromSeries> series, List<String> warnings) {

  /** Copies both. */
  public PromAnswer {
    series = List.copyOf(series);
    warnings = List.copyOf(warnings);
  }
}
