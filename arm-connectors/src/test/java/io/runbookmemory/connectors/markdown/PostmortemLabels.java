package io.runbookmemory.connectors.markdown;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Incident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The labelled postmortems: for each field of each file the value, or a phrase that must be in it,
 * or {@code -} where the page does not say it.
 *
 * @param file such as {@code tuned/a-classic}
 * @param expected by the column's name
 */
record PostmortemLabels(String file, Map<String, String> expected) {

  static final Path FOLDER = Path.of("src/test/resources/io/runbookmemory/connectors/postmortem");

  static List<PostmortemLabels> of(String set) throws IOException {
    List<String> lines = Files.readAllLines(FOLDER.resolve("labels.tsv"));
    List<String> columns = List.of(lines.getFirst().split("\t", -1));
    List<PostmortemLabels> labels = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> values = List.of(line.split("\t", -1));
      Map<String, String> expected = new LinkedHashMap<>();
      for (int i = 1; i < columns.size(); i++) {
        expected.put(columns.get(i), values.get(i));
      }
      if (values.getFirst().startsWith(set + "/")) {
        labels.add(new PostmortemLabels(values.getFirst(), expected));
      }
    }
    return labels;
  }

  Path path() {
    return FOLDER.resolve(file + ".md");
  }

  /** Returns the fields that were read wrongly, with what was read. */
  List<String> faults(Memory memory) {
    List<String> faults = new ArrayList<>();
    if (!(memory.content() instanceof Incident incident)) {
      return expected.keySet().stream().map(field -> file + " " + field + ": a runbook").toList();
    }
    expected.forEach(
        (field, value) -> {
          Optional<String> read = read(field, memory, incident);
          boolean right =
              value.equals("-") ? read.isEmpty() : read.filter(r -> r.contains(value)).isPresent();
          if (!right) {
            faults.add(file + " " + field + ": must be " + value + ", is " + read.orElse("-"));
          }
        });
    return faults;
  }

  private static Optional<String> read(String field, Memory memory, Incident incident) {
    return switch (field) {
      case "service" -> Optional.ofNullable(memory.scope().service());
      case "severity" -> memory.severity().map(Objects::toString);
      case "opened" -> incident.openedAt().map(Objects::toString);
      case "detected" -> incident.detectedAt().map(Objects::toString);
      case "mitigated" -> incident.mitigatedAt().map(Objects::toString);
      case "resolved" -> incident.resolvedAt().map(Objects::toString);
      case "symptom" -> Optional.of(incident.symptom());
      case "cause" -> incident.rootCause();
      case "resolution" -> incident.resolution();
      case "kept" -> Optional.of(memory.text());
      default -> throw new IllegalArgumentException("no column is called " + field);
    };
  }
}
