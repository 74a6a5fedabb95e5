package io.runbookmemory.connectors.sli;

import io.runbookmemory.connectors.file.CsvLines;
import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.connectors.file.WrittenValue;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.slo.budget.BudgetEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads what may have spent a budget, incidents and deployments, from a CSV file (RFC 4180, UTF-8).
 * The first line names the columns {@code kind}, {@code name}, {@code from} and {@code to}, in any
 * order and case; times are ISO-8601 with an offset. Stateless and thread-safe.
 */
public final class BudgetEventReader {

  private static final List<String> COLUMNS = List.of("kind", "name", "from", "to");

  private BudgetEventReader() {}

  /**
   * Returns the events of a file.
   *
   * @param file the CSV file
   * @return in the file's order; may be empty
   * @throws InvalidInputException if the file breaks a rule; names the file, the line, the rule and
   *     the value
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public static List<BudgetEvent> read(Path file) {
    try (CsvLines lines = new CsvLines(file, false)) {
      List<String> names =
          lines.next().orElse(List.of()).stream()
              .map(name -> name.toLowerCase(Locale.ROOT))
              .toList();
      if (!names.containsAll(COLUMNS)) {
        throw lines.refusal("the first line must name the columns " + COLUMNS + ", got " + names);
      }
      List<BudgetEvent> events = new ArrayList<>();
      for (Optional<List<String>> row = lines.next(); row.isPresent(); row = lines.next()) {
        events.add(event(names, row.get(), lines));
      }
      return List.copyOf(events);
    } catch (IOException e) {
      throw SourceFile.unreadable(file, e);
    }
  }

  private static BudgetEvent event(List<String> names, List<String> row, CsvLines lines) {
    if (row.size() != names.size()) {
      throw lines.refusal(
          "a row must have " + names.size() + " fields as the first line has, got " + row.size());
    }
    List<String> values = COLUMNS.stream().map(names::indexOf).map(row::get).toList();
    try {
      return new BudgetEvent(
          values.get(0),
          values.get(1),
          WrittenValue.time(values.get(2)),
          WrittenValue.time(values.get(3)));
    } catch (InvalidInputException e) {
      throw lines.refusal("a time " + e.rule());
    } catch (IllegalArgumentException e) {
      throw lines.refusal(Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }
  }
}
