package io.runbookmemory.connectors.resource;

import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.connectors.file.WrittenValue;
import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.graph.Relation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads who calls whom from the metric {@code traces_service_graph_request_total}, which
 * OpenTelemetry's service graph connector and Grafana Tempo write: in Prometheus' text format, or
 * in the answer of its HTTP API to an instant or range query. A pair that never called (a count of
 * 0) is no fact, nor is a call of nobody known: Tempo calls a request from outside {@code user}.
 *
 * <p>Sources: the README of the OpenTelemetry Collector's servicegraphconnector; the Prometheus
 * documentation, "Exposition formats" and "HTTP API".
 */
final class ServiceGraphMetrics {

  static final String METRIC = "traces_service_graph_request_total";

  /** Labels are cut one after another: one expression over all would go back and forth. */
  private static final Pattern LABEL =
      Pattern.compile("\\G\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*,?");

  private static final Pattern VALUE =
      Pattern.compile("\\s*(\\S+)(?:\\s+-?[0-9.]+)?(?:\\s+#.*)?\\s*");

  private static final String NOBODY = "user";

  private ServiceGraphMetrics() {}

  static List<Fact> read(Path file) {
    String text = SourceFile.read(file, ResourceFiles.MAX_BYTES);
    return text.stripLeading().startsWith("{") ? answer(file) : exposition(file, text);
  }

  private static List<Fact> exposition(Path file, String text) {
    List<Fact> facts = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String sample = line.strip();
      if (sample.startsWith(METRIC + "{") || sample.startsWith(METRIC + " {")) {
        sample(sample, SourceFile.place(file, number)).ifPresent(facts::add);
      }
    }
    return facts;
  }

  private static Optional<Fact> sample(String sample, String place) {
    Map<String, String> labels = new HashMap<>();
    int at = sample.indexOf('{') + 1;
    Matcher label = LABEL.matcher(sample).region(at, sample.length());
    while (label.find()) {
      labels.put(label.group(1), unescaped(label.group(2)));
      at = label.end();
    }
    String rest = sample.substring(at).stripLeading();
    Matcher value = VALUE.matcher(rest.startsWith("}") ? rest.substring(1) : "");
    if (!value.matches()) {
      throw new InvalidInputException(
          place,
          METRIC
              + " must be written as name{label=\"value\"} number, got "
              + WrittenValue.quoted(sample));
    }
    return fact(labels, value.group(1), place);
  }

  private static String unescaped(String value) {
    return value.indexOf('\\') < 0
        ? value
        : value.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
  }

  /** JSON is YAML, and the reader of YAML knows lines. */
  private static List<Fact> answer(Path file) {
    List<Fact> facts = new ArrayList<>();
    for (YamlField document : YamlFile.documents(file, ResourceFiles.MAX_BYTES)) {
      for (YamlField series : document.require("data").require("result").items()) {
        Map<String, String> labels = new HashMap<>();
        series.require("metric").fields().forEach((name, value) -> put(labels, name, value));
        if (labels.getOrDefault("__name__", METRIC).equals(METRIC)) {
          fact(labels, last(series).text(), series.place()).ifPresent(facts::add);
        }
      }
    }
    return facts;
  }

  private static void put(Map<String, String> labels, String name, YamlField value) {
    if (name.equals("client") || name.equals("server") || name.equals("__name__")) {
      labels.put(name, value.text());
    } else if (name.equals("connection_type") && !value.isBlank()) {
      labels.put(name, value.text());
    }
  }

  /** Returns the value of an instant query, or the last one of a range. */
  private static YamlField last(YamlField series) {
    Optional<YamlField> range = series.find("values");
    YamlField pair =
        range.map(values -> lastOf(values, 1)).orElseGet(() -> series.require("value"));
    return lastOf(pair, 2);
  }

  private static YamlField lastOf(YamlField list, int atLeast) {
    List<YamlField> items = list.items();
    if (items.size() < atLeast) {
      throw list.refusal("must hold at least " + atLeast + " entries, got " + items.size());
    }
    return items.getLast();
  }

  private static Optional<Fact> fact(Map<String, String> labels, String value, String place) {
    String client = labels.getOrDefault("client", "");
    String server = labels.getOrDefault("server", "");
    if (client.isBlank() || server.isBlank()) {
      throw new InvalidInputException(
          place,
          METRIC
              + " must have the labels client and server, got client \""
              + client
              + "\" and server \""
              + server
              + "\"");
    }
    if (count(value, place) == 0 || client.equals(NOBODY) || client.equals(server)) {
      return Optional.empty();
    }
    String type = labels.getOrDefault("connection_type", "");
    Relation relation =
        switch (type) {
          case "database" -> Relation.QUERIES;
          case "messaging_system" -> Relation.SENDS_MESSAGES_TO;
          default -> Relation.CALLS;
        };
    return Optional.of(new Fact(client, relation.words(), server, null, "seen in traces", place));
  }

  private static double count(String value, String place) {
    try {
      double count = Double.parseDouble(value);
      return Double.isNaN(count) ? 0 : count;
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          place, METRIC + " must have a number for a value, got " + WrittenValue.quoted(value));
    }
  }
}
