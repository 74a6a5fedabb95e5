package io.runbookmemory.examples.check;

import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.examples.demo.BundledFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The standard checks, unpacked.
 *
 * @param folder with {@code rules}, {@code runbooks}, {@code slos} and {@code dashboards}
 */
record BundledChecks(Path folder) {

  static BundledChecks unpack(Path folder) throws IOException {
    BundledFolder.copy("checks/README.md", folder);
    return new BundledChecks(folder);
  }

  Path runbooks() {
    return folder.resolve("runbooks");
  }

  /** Returns all files, by their paths below the folder. */
  List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
    }
  }

  /** Returns the checks, in order of their files and names. */
  List<Check> checks() throws IOException {
    List<Check> checks = new ArrayList<>();
    for (Path file : files()) {
      if (file.startsWith("rules")) {
        Map<String, List<Check.Rule>> byName = new TreeMap<>();
        for (YamlField group :
            YamlFile.documents(folder.resolve(file)).getFirst().itemsOf("groups")) {
          for (YamlField rule : group.itemsOf("rules")) {
            rule.find("alert")
                .ifPresent(
                    name ->
                        byName
                            .computeIfAbsent(name.text(), any -> new ArrayList<>())
                            .add(rule(rule)));
          }
        }
        String name = file.toString().replace('\\', '/');
        byName.forEach((alert, rules) -> checks.add(new Check(alert, name, rules)));
      }
    }
    return checks;
  }

  private static Check.Rule rule(YamlField rule) {
    YamlField annotations = rule.require("annotations");
    return new Check.Rule(
        rule.require("labels").require("severity").text(),
        rule.require("expr").text(),
        rule.find("for").map(YamlField::text),
        annotations.require("summary").text(),
        annotations.require("runbook").text());
  }
}
