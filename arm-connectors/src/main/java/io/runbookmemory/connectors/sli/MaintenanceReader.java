package io.runbookmemory.connectors.sli;

import io.runbookmemory.connectors.file.WrittenValue;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.slo.budget.Maintenance;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Reads planned maintenance from a CSV file (RFC 4180, UTF-8). The first line names the columns
 * {@code name}, {@code from}, {@code to}, {@code mute} and {@code exclude}, in any order and case;
 * times are ISO-8601 with an offset, the two flags {@code yes} or {@code no}, {@code true} or
 * {@code false}. Stateless and thread-safe.
 */
public final class MaintenanceReader {

  private static final NamedColumns COLUMNS =
      new NamedColumns(List.of("name", "from", "to", "mute", "exclude"));

  private MaintenanceReader() {}

  /**
   * Returns the maintenance of a file.
   *
   * @param file the CSV file
   * @return in the file's order; may be empty
   * @throws InvalidInputException if the file breaks a rule; names the file, the line, the rule and
   *     the value
   * @throws io.runbookmemory.error.ConfigurationException if there is no such file
   * @throws io.runbookmemory.error.UnavailableException if it cannot be read
   */
  public static List<Maintenance> read(Path file) {
    return COLUMNS.read(file, MaintenanceReader::maintenance);
  }

  private static Maintenance maintenance(List<String> fields) {
    return new Maintenance(
        fields.get(0),
        WrittenValue.time(fields.get(1)),
        WrittenValue.time(fields.get(2)),
        flag("mute", fields.get(3)),
        flag("exclude", fields.get(4)));
  }

  /** A flag that is not understood must not be taken for no: a page would be muted or not. */
  private static boolean flag(String name, String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "yes", "true" -> true;
      case "no", "false" -> false;
      default ->
          throw new IllegalArgumentException(
              name + " must be yes or no, got " + WrittenValue.quoted(word));
    };
  }
}
