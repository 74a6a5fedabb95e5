package io.runbookmemory.replay.incident;

import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An objective and what was counted of it.
 *
 * @param slo the objective
 * @param step the time between two samples
 * @param series the counts, in order of time; empty while they stand in a file of their own
 * @param file the CSV file that they stand in, relative to the incident's; null if they are inline
 */
public record RecordedSli(Slo slo, Duration step, SliSeries series, @Nullable String file) {

  /**
   * Returns this with the counts of its file.
   *
   * @param read what stands there
   * @return a copy
   */
  public RecordedSli with(SliSeries read) {
    return new RecordedSli(slo, step, read, file);
  }
}
