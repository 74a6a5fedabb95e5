package io.runbookmemory.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.bench.measure.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The ratios that the smoke form gave when they were written down. One that is far worse now is an
 * error of the code, or of the machine: never one of a few percent.
 *
 * @param ratios by chapter and figure
 */
record Baseline(Map<String, Double> ratios) {

  /** The file, on the class path and below the sources' folder of resources. */
  static final String RESOURCE = "io/runbookmemory/bench/report/baseline.json";

  /** By which factor a ratio may be worse. */
  static final double MOST = 2;

  private static final ObjectMapper MAPPER = new JsonMapper();

  Baseline {
    ratios = new TreeMap<>(ratios);
  }

  /** Reads the one that came with the build. */
  static Baseline committed() throws IOException {
    try (InputStream in = Baseline.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      JsonNode json = MAPPER.readTree(Objects.requireNonNull(in, RESOURCE));
      Map<String, Double> ratios = new TreeMap<>();
      json.properties().forEach(one -> ratios.put(one.getKey(), one.getValue().asDouble()));
      return new Baseline(ratios);
    }
  }

  /** Takes what was measured, of the figures that are steady enough. */
  static Baseline of(List<Judged> figures) {
    Map<String, Double> ratios = new TreeMap<>();
    figures.stream()
        .filter(one -> one.figure().smoke() && one.value().known())
        .forEach(one -> ratios.put(key(one), one.value().value()));
    return new Baseline(ratios);
  }

  private static String key(Judged figure) {
    return figure.chapter() + ": " + figure.figure().what();
  }

  void write(Path file) throws IOException {
    ObjectNode json = MAPPER.createObjectNode();
    ratios.forEach((key, ratio) -> json.put(key, Math.round(ratio * 1e3) / 1e3));
    Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    Files.writeString(
        file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
  }

  /** Returns a sentence for each figure that is more than twice as bad, or has gone. */
  List<String> regressions(List<Judged> figures) {
    List<String> regressions = new ArrayList<>();
    for (Judged figure : figures) {
      Double before = ratios.get(key(figure));
      if (!figure.figure().smoke()) {
        continue;
      }
      if (before == null) {
        regressions.add(key(figure) + ": not in the baseline");
      } else if (!figure.value().known()) {
        regressions.add(key(figure) + ": was not measured, " + Table.text(before) + " before");
      } else if (figure.figure().bound().worse(figure.value().value(), before) > MOST) {
        regressions.add(
            "%s: %s now, %s in the baseline: more than %.0f times as bad"
                .formatted(key(figure), figure.printed(), Table.text(before), MOST));
      }
    }
    return regressions;
  }
}
