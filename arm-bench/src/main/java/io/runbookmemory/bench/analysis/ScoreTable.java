package io.runbookmemory.bench.analysis;

import io.runbookmemory.bench.measure.Table;
import java.util.List;

/** What is found of what was planted, year by year. */
public final class ScoreTable {

  private ScoreTable() {}

  /**
   * Scores years.
   *
   * @param seeds what they are drawn from
   * @return a row for each, with found and wrong of 20 correlations, 10 temporal patterns and 5
   *     trends, and what the same year shows with its times dealt anew
   */
  public static Table of(long... seeds) {
    Table table =
        new Table(
            "seed",
            "firings",
            "correlations",
            "wrong",
            "temporal",
            "wrong",
            "trends",
            "wrong",
            "found",
            "false discoveries",
            "shuffled");
    for (long seed : seeds) {
      PlantedYear year = PlantedYear.of(seed);
      Score score = Score.of(year.truth(), Findings.of(year));
      List<?> shuffled = Findings.of(year.shuffled(seed));
      table.row(
          seed,
          year.events().size(),
          score.found(Planted.Kind.CORRELATION),
          score.wrong(Planted.Kind.CORRELATION),
          score.found(Planted.Kind.TEMPORAL),
          score.wrong(Planted.Kind.TEMPORAL),
          score.found(Planted.Kind.EXHAUSTION),
          score.wrong(Planted.Kind.EXHAUSTION),
          score.share(),
          score.falseDiscoveries(),
          shuffled.size());
    }
    return table;
  }
}
