package io.runbookmemory.testkit.replay.file;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.replay.incident.RecordedSli;
import io.runbookmemory.replay.incident.ReplayIncident;
import io.runbookmemory.slo.SliSample;
import io.runbookmemory.slo.SliSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The counts of an incident from a CSV file: {@code timestamp} with an offset, {@code good} and
 * {@code total}, named by the first line in any order. Read line by line; kept is what lies in the
 * incident's window.
 */
final class SeriesCsv {

  private static final List<String> COLUMNS = List.of("timestamp", "good", "total");

  private final Path file;
  private List<String> header = List.of();
  private int line;

  private SeriesCsv(Path file) {
    this.file = file;
  }

  /** Returns an incident's counts. */
  static RecordedSli read(RecordedSli sli, Path file, ReplayIncident incident) {
    SliSeries within = new SeriesCsv(file).within(sli, incident);
    if (within.size() == 0) {
      throw new InvalidInputException(
          file.toString(),
          "must have a row in the incident's window, " + incident.from() + " to " + incident.to());
    }
    return sli.with(within);
  }

  private SliSeries within(RecordedSli sli, ReplayIncident incident) {
    SliSeries.Builder series = SliSeries.builder().step(sli.step());
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      line = 1;
      header = header(reader.readLine());
      for (String row = reader.readLine(); row != null; row = reader.readLine()) {
        line++;
        SliSample sample = sample(fields(row));
        if (incident.covers(sample.at())) {
          series.add(sample);
        }
      }
      return series.build();
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(file.toString(), "is not there");
    } catch (IOException e) {
      throw new InvalidInputException(file.toString(), "cannot be read: " + e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new InvalidInputException(file + ":" + line, Objects.toString(e.getMessage()));
    }
  }

  private static List<String> header(@Nullable String first) {
    List<String> names = first == null ? List.of() : fields(first.toLowerCase(Locale.ROOT));
    if (!names.containsAll(COLUMNS)) {
      throw new IllegalArgumentException(
          "the first line must name the columns " + COLUMNS + ", got " + names);
    }
    return names;
  }

  private static List<String> fields(String row) {
    return List.of(row.strip().split(",", -1));
  }

  private SliSample sample(List<String> fields) {
    if (fields.size() != header.size()) {
      throw new IllegalArgumentException(
          "a row must have " + header.size() + " fields as the first line has, got " + fields);
    }
    return new SliSample(
        OffsetDateTime.parse(fields.get(header.indexOf("timestamp"))).toInstant(),
        count("good", fields),
        count("total", fields));
  }

  private long count(String column, List<String> fields) {
    String field = fields.get(header.indexOf(column));
    try {
      return Long.parseLong(field);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(column + " must be a whole number, got " + field, e);
    }
  }
}
