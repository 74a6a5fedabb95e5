package io.runbookmemory.connectors.file;

import io.runbookmemory.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/** A line of comma-separated values (RFC 4180). */
public final class CsvRow {

  private CsvRow() {}

  /**
   * Returns the fields of a line: it is split at commas that are not inside quotes; a doubled quote
   * inside quotes is one.
   *
   * @param line the line without its line break
   * @return at least one field, each without white space around it
   * @throws InvalidInputException if a quoted field does not end, with an empty subject
   */
  public static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (quoted) {
      throw new InvalidInputException("", "a quoted field must end on its line");
    }
    fields.add(field.toString().strip());
    return fields;
  }
}
