package io.runbookmemory.replay.incident;

import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import java.util.Optional;

/** A place in counts that stand in the incident. */
final class InlineRows implements SliRows.Cursor {

  private final SliSeries series;
  private int place;

  InlineRows(SliSeries series) {
    this.series = series;
  }

  @Override
  public Optional<SliSample> next() {
    return place < series.size() ? Optional.of(series.sample(place++)) : Optional.empty();
  }

  @Override
  public void close() {
    place = series.size();
  }
}
