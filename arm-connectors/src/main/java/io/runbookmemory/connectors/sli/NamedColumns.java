package io.runbookmemory.connectors.sli;

import io.runbookmemory.connectors.file.CsvLines;
import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A CSV file (RFC 4180, UTF-8) whose first line names its columns, in any order and case. */
record NamedColumns(List<String> columns) {

  /**
   * Returns what a file's rows say, in its order.
   *
   * @param row makes a value of a row's fields in the order of {@link #columns}; it refuses a time
   *     as {@link InvalidInputException} and all else as {@link IllegalArgumentException}
   */
  <T> List<T> read(Path file, Function<List<String>, T> row) {
    try (CsvLines lines = new CsvLines(file, false)) {
      List<String> names =
          lines.next().orElse(List.of()).stream()
              .map(name -> name.toLowerCase(Locale.ROOT))
              .toList();
      if (!names.containsAll(columns)) {
        throw lines.refusal("the first line must name the columns " + columns + ", got " + names);
      }
      List<T> values = new ArrayList<>();
      for (Optional<List<String>> fields = lines.next();
          fields.isPresent();
          fields = lines.next()) {
        values.add(value(names, fields.get(), lines, row));
      }
      return List.copyOf(values);
    } catch (IOException e) {
      throw SourceFile.unreadable(file, e);
    }
  }

  private <T> T value(
      List<String> names, List<String> fields, CsvLines lines, Function<List<String>, T> row) {
    if (fields.size() != names.size()) {
      throw lines.refusal(
          "a row must have "
              + names.size()
              + " fields as the first line has, got "
              + fields.size());
    }
    try {
      return row.apply(columns.stream().map(names::indexOf).map(fields::get).toList());
    } catch (InvalidInputException e) {
      throw lines.refusal("a time " + e.rule());
    } catch (IllegalArgumentException e) {
      throw lines.refusal(Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }
  }
}
