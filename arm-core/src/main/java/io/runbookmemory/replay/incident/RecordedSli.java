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
 * @param series the counts that stand in the incident, in order of time; empty if they stand in a
 *     file of their own
 * @param file the CSV file that they stand in, relative to the incident's; null if they are inline
 * @param rows reads that file; null while nobody said how, and if they are inline
 */
public record RecordedSli(
    Slo slo, Duration step, SliSeries series, @Nullable String file, @Nullable SliRows rows) {

  /**
   * Creates one that stands in the incident, or whose file nobody has looked for yet.
   *
   * @param slo the objective
   * @param step the time between two samples
   * @param series the counts, in order of time
   * @param file the CSV file that they stand in, or null
   */
  public RecordedSli(Slo slo, Duration step, SliSeries series, @Nullable String file) {
    this(slo, step, series, file, null);
  }

  /**
   * Returns this with the counts of its file.
   *
   * @param read what stands there
   * @return a copy
   */
  public RecordedSli with(SliSeries read) {
    return new RecordedSli(slo, step, read, file, rows);
  }

  /**
   * Returns this with its file, to be read when it is replayed.
   *
   * @param source reads all of it: what lies before the incident's window too
   * @return a copy
   */
  public RecordedSli with(SliRows source) {
    return new RecordedSli(slo, step, series, file, source);
  }
}
