package io.runbookmemory.replay.incident;

import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /**
   * Returns the counts of some time, wherever they stand.
   *
   * @param from the beginning, inclusive
   * @param to the end, inclusive
   * @return in order of time
   */
  public List<SliSample> samples(Instant from, Instant to) {
    List<SliSample> within = new ArrayList<>();
    try (SliRows.Cursor cursor = open()) {
      for (Optional<SliSample> next = cursor.next();
          next.isPresent() && !next.get().at().isAfter(to);
          next = cursor.next()) {
        if (!next.get().at().isBefore(from)) {
          within.add(next.get());
        }
      }
    }
    return within;
  }

  /**
   * Begins to read the counts, wherever they stand.
   *
   * @return before the first; to be closed
   */
  public SliRows.Cursor open() {
    return rows == null ? new InlineRows(series) : rows.open();
  }
}
