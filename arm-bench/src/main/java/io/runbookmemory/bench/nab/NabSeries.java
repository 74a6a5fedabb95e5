package io.runbookmemory.bench.nab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.runbookmemory.connectors.series.SeriesCsvReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A file of the benchmark.
 *
 * @param name its path below {@code data}
 * @param at when its samples were taken, in the order of the file
 * @param values their values
 * @param windows what its people labelled, in order of time
 */
public record NabSeries(String name, List<Instant> at, List<Double> values, List<Window> windows) {

  /**
   * A labelled window.
   *
   * @param first the index of its first sample
   * @param last the index of its last sample
   */
  public record Window(int first, int last) {

    int width() {
      return last - first + 1;
    }
  }

  /** Reads all files that a checkout of numenta/NAB labels, by their names. */
  public static List<NabSeries> readAll(Path folder) throws IOException {
    Path labels = folder.resolve("labels").resolve("combined_windows.json");
    JsonNode labelled = new ObjectMapper().readTree(labels.toFile());
    List<NabSeries> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> file : new TreeMap<>(fields(labelled)).entrySet()) {
      all.add(read(folder.resolve("data"), file.getKey(), file.getValue()));
    }
    return all;
  }

  private static Map<String, JsonNode> fields(JsonNode node) {
    Map<String, JsonNode> fields = new TreeMap<>();
    node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  private static NabSeries read(Path data, String name, JsonNode labels) {
    List<Instant> at = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    SeriesCsvReader.read(
        data.resolve(name),
        (time, value) -> {
          at.add(time);
          values.add(value);
        });
    List<Window> windows = new ArrayList<>();
    for (JsonNode label : labels) {
      windows.add(window(at, instant(label.get(0)), instant(label.get(1))));
    }
    return new NabSeries(name, at, values, windows);
  }

  private static Instant instant(JsonNode label) {
    return LocalDateTime.parse(label.asText().replace(' ', 'T')).toInstant(ZoneOffset.UTC);
  }

  private static Window window(List<Instant> at, Instant from, Instant to) {
    int first = -1;
    int last = -1;
    for (int i = 0; i < at.size(); i++) {
      if (!at.get(i).isBefore(from) && !at.get(i).isAfter(to)) {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    return new Window(first, last);
  }

  /** Returns whether the file is in the half on which ARM's limits were chosen. */
  public boolean chosenOn() {
    CRC32 sum = new CRC32();
    sum.update(name.getBytes(StandardCharsets.UTF_8));
    return sum.getValue() % 2 == 0;
  }
}
