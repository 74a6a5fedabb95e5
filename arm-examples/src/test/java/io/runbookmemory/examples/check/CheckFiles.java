package io.runbookmemory.examples.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.connectors.yaml.YamlJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The shipped checks and their tests, as they lie in the sources. */
final class CheckFiles {

  static final Path SHIPPED = Path.of("src/main/resources/io/runbookmemory/examples/checks");
  static final Path TESTS = Path.of("src/test/resources/io/runbookmemory/examples/checks");

  private CheckFiles() {}

  /** A rule, alerting or recording, and the file that it stands in. */
  record Rule(String file, JsonNode node) {

    boolean isAlert() {
      return node.has("alert");
    }

    String name() {
      return node.path(isAlert() ? "alert" : "record").asText();
    }

    String expression() {
      return node.path("expr").asText();
    }

    @Override
    public String toString() {
      return file + " " + name();
    }
  }

  /** An alert that a test expects. */
  record Fired(String name, JsonNode labels, JsonNode annotations) {

    @Override
    public String toString() {
      return name + " " + labels;
    }
  }

  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }

  static JsonNode read(Path yaml) {
    try {
      return new ObjectMapper().readTree(YamlJson.object(YamlFile.documents(yaml).getFirst()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(yaml.toString(), e);
    }
  }

  static List<Rule> rules() throws IOException {
    List<Rule> rules = new ArrayList<>();
    for (Path file : in(SHIPPED.resolve("rules"))) {
      for (JsonNode group : read(file).path("groups")) {
        group.path("rules").forEach(rule -> rules.add(new Rule(nameOf(file), rule)));
      }
    }
    return rules;
  }

  /** Returns every alert that the tests expect. */
  static List<Fired> fired() throws IOException {
    List<Fired> fired = new ArrayList<>();
    for (Path file : in(TESTS)) {
      for (JsonNode test : read(file).path("tests")) {
        for (JsonNode expected : test.path("alert_rule_test")) {
          for (JsonNode alert : expected.path("exp_alerts")) {
            fired.add(
                new Fired(
                    expected.path("alertname").asText(),
                    alert.path("exp_labels"),
                    alert.path("exp_annotations")));
          }
        }
      }
    }
    return fired;
  }
}
