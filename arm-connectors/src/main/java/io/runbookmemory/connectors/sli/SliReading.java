package io.runbookmemory.connectors.sli;

import io.runbookmemory.slo.SliSeries;
import java.util.List;

/**
 * A series as it was read, whatever it was read from.
 *
 * @param series the counts; at least one sample
 * @param epochSeconds whether the source writes its times as seconds since 1970
 * @param notes what was left out or mended on the way, a sentence each; may be empty
 */
public record SliReading(SliSeries series, boolean epochSeconds, List<String> notes) {

  /** Copies the list. */
  public SliReading {
    notes = List.copyOf(notes);
  }
}
