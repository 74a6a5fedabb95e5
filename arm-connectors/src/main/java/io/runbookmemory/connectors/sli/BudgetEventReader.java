package io.runbookmemory.connectors.sli;

import io.runbookmemory.connectors.file.WrittenValue;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.slo.budget.BudgetEvent;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads what may have spent a budget, incidents and deployments, from a CSV file (RFC 4180, UTF-8).
 * The first line names the columns {@code kind}, {@code name}, {@code from} and {@code to}, in any
 * order and case; times are ISO-8601 with an offset. Stateless and thread-safe.
 */
public final class BudgetEventReader {

  private static final NamedColumns COLUMNS =
      new NamedColumns(List.of("kind", "name", "from", "to"));

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
    return COLUMNS.read(file, BudgetEventReader::event);
  }

  private static BudgetEvent event(List<String> fields) {
    return new BudgetEvent(
        fields.get(0),
        fields.get(1),
        WrittenValue.time(fields.get(2)),
        WrittenValue.time(fields.get(3)));
  }
}
