package io.runbookmemory.connectors.resource;

import io.runbookmemory.connectors.file.CsvRow;
import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.graph.Relation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads facts from CSV: the first line names the columns {@code from} and {@code to} (or {@code
 * source} and {@code target}), and optionally {@code relation}; others are ignored. Where no
 * relation is given the first depends on the second.
 */
final class FactTable {

  private FactTable() {}

  /** Where the columns stand; {@code relation} is -1 where there is none. */
  record Columns(int count, int from, int relation, int to) {

    static Optional<Columns> of(List<String> header) {
      List<String> names = header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
      int from = Math.max(names.indexOf("from"), names.indexOf("source"));
      int to = Math.max(names.indexOf("to"), names.indexOf("target"));
      return from < 0 || to < 0
          ? Optional.empty()
          : Optional.of(new Columns(names.size(), from, names.indexOf("relation"), to));
    }
  }

  static List<Fact> read(Path file) {
    List<String> lines = SourceFile.read(file, ResourceFiles.MAX_BYTES).lines().toList();
    String header = lines.isEmpty() ? "" : lines.getFirst();
    Columns columns =
        Columns.of(fields(file, 1, header))
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        SourceFile.place(file, 1),
                        "the first line must name the columns from and to, or source and target,"
                            + " got \""
                            + header
                            + "\""));
    List<Fact> facts = new ArrayList<>();
    for (int number = 2; number <= lines.size(); number++) {
      String line = lines.get(number - 1);
      if (!line.isBlank()) {
        facts.add(fact(columns, fields(file, number, line), SourceFile.place(file, number)));
      }
    }
    return facts;
  }

  private static Fact fact(Columns columns, List<String> row, String place) {
    if (row.size() != columns.count()) {
      throw new InvalidInputException(
          place,
          "a row must have "
              + columns.count()
              + " fields as the first line has, got "
              + row.size());
    }
    String written = columns.relation() < 0 ? "" : row.get(columns.relation());
    String relation =
        written.isEmpty()
            ? Relation.DEPENDS_ON.words()
            : Relation.of(written).map(Relation::words).orElse(written);
    return new Fact(row.get(columns.from()), relation, row.get(columns.to()), null, "", place);
  }

  private static List<String> fields(Path file, int number, String line) {
    try {
      return CsvRow.fields(line);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(SourceFile.place(file, number), e.rule());
    }
  }
}
