package io.runbookmemory.examples.slo;

import io.runbookmemory.connectors.sli.MaintenanceReader;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.budget.Maintenance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Planned work: what of it wakes nobody, and what of it counts for nothing. */
final class MaintenanceOptions {

  @Option(
      names = "--maintenance",
      paramLabel = "FILE.csv",
      description = {
        "Planned work: columns name,from,to,mute,exclude. What is muted is judged and pages nobody;"
            + " what is excluded is left out of budget and windows."
      })
  private @Nullable Path file;

  private List<Maintenance> plan = List.of();

  /**
   * Reads the file and returns a series without what it excludes; says how much that was.
   *
   * @throws InvalidInputException if nothing is left
   */
  SliSeries counted(SliSeries series, Output output) {
    if (file == null) {
      return series;
    }
    plan = MaintenanceReader.read(file);
    SliSeries counted = Maintenance.counted(plan, series);
    int excluded = series.size() - counted.size();
    if (excluded > 0) {
      output.complain(
          "arm: "
              + excluded
              + " of "
              + series.size()
              + " samples lie in maintenance and are left out");
    }
    if (series.size() > 0 && counted.size() == 0) {
      throw new InvalidInputException(
          file.toString(), "must leave at least 1 sample, but excludes all " + series.size());
    }
    return counted;
  }

  /** Returns whether a verdict of an instant wakes nobody; asked after {@link #counted}. */
  boolean mutes(Instant at) {
    return Maintenance.mutes(plan, at);
  }
}
