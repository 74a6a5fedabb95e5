package io.runbookmemory.connectors.sli;

import io.runbookmemory.connectors.file.CsvLines;
import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.slo.SliSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads files of counts and knows their format by the first line: CSV names a column {@code
 * timestamp} there ({@link SliCsvReader}), all else is the text of Prometheus or OpenMetrics
 * ({@link OpenMetricsReader}). Stateless and thread-safe.
 */
public final class SliFiles {

  private SliFiles() {}

  /**
   * Returns the series of a file.
   *
   * @param file CSV, or the text of Prometheus or OpenMetrics
   * @param counters which counters count, asked for only where there are some
   * @return the series
   * @throws InvalidInputException if the file breaks a rule; names the file, the line, the rule and
   *     the value
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public static SliReading read(Path file, Supplier<SliCounters> counters) {
    Optional<String> first;
    try (CsvLines lines = new CsvLines(file, false)) {
      first = lines.line();
    } catch (IOException e) {
      throw SourceFile.unreadable(file, e);
    }
    String line = first.orElse("");
    // A comment or a metric is no header; what is neither is refused as CSV, which says more.
    boolean metrics = line.startsWith("#") || line.isEmpty() || line.matches("[^,\"]*(\\{.*)? .*");
    return metrics && first.isPresent() && !line.toLowerCase(Locale.ROOT).contains("timestamp")
        ? OpenMetricsReader.read(file, counters.get())
        : SliCsvReader.reading(file, SliSeries.builder());
  }
}
