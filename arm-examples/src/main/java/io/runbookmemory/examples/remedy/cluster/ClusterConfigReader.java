package io.runbookmemory.examples.remedy.cluster;

import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.option.convert.DurationConverter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code remedy.yaml}; {@code docs/remediation.md} lists its keys. */
public final class ClusterConfigReader {

  private static final Set<String> KEYS =
      Set.of(
          "context",
          "cluster",
          "namespaces",
          "maxReplicas",
          "scaleDownAfter",
          "temporaryPaths",
          "drainNodes",
          "configMaps");
  private static final String NAME = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
  private static final int MOST_REPLICAS = 1_000;
  private static final Duration USUAL = Duration.ofMinutes(15);

  private final Path file;

  private ClusterConfigReader(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param file one YAML document
   * @return what may be done, nothing of which is assumed
   * @throws InvalidInputException with file, line and rule if it breaks one
   */
  public static ClusterConfig read(Path file) {
    YamlField document =
        YamlFile.documents(file).stream()
            .findFirst()
            .orElseThrow(() -> new InvalidInputException(file.toString(), "must not be empty"));
    known(document, Set.of("version", "kubernetes"));
    YamlField version = document.require("version");
    if (!version.text().equals("1")) {
      throw version.refusal("must be 1, got \"" + version.text() + "\"");
    }
    return new ClusterConfigReader(file).cluster(document.require("kubernetes"));
  }

  private ClusterConfig cluster(YamlField field) {
    known(field, KEYS);
    YamlField cluster = field.require("cluster");
    if (!cluster.text().matches("[A-Za-z0-9._-]{1,63}")) {
      throw cluster.refusal("must be 1 to 63 letters, digits, '.', '-' or '_'");
    }
    List<YamlField> namespaces = field.require("namespaces").itemsOrSelf();
    namespaces.forEach(one -> named(one));
    return new ClusterConfig(
        field.find("context").map(YamlField::text).orElse(null),
        cluster.text(),
        Set.copyOf(namespaces.stream().map(YamlField::text).distinct().toList()),
        replicas(field.require("maxReplicas")),
        field.find("scaleDownAfter").map(ClusterConfigReader::length).orElse(USUAL),
        field.find("temporaryPaths").map(YamlField::itemsOrSelf).orElse(List.of()).stream()
            .map(ClusterConfigReader::folder)
            .toList(),
        field.find("drainNodes").map(YamlField::flag).orElse(false),
        configMaps(field));
  }

  private static void known(YamlField field, Set<String> names) {
    field.find(""); // refuses what is no mapping
    field
        .fields()
        .forEach(
            (name, value) -> {
              if (!names.contains(name)) {
                throw value.refusal("is unknown; known here are " + new TreeSet<>(names));
              }
            });
  }

  private static String named(YamlField field) {
    if (!field.text().matches(NAME)) {
      throw field.refusal(
          "must be 1 to 63 small letters, digits and dashes, got \"" + field.text() + "\"");
    }
    return field.text();
  }

  private static int replicas(YamlField field) {
    int number = field.text().matches("[0-9]{1,4}") ? Integer.parseInt(field.text()) : 0;
    if (number < 1 || number > MOST_REPLICAS) {
      throw field.refusal(
          "must be a whole number from 1 to " + MOST_REPLICAS + ", got \"" + field.text() + "\"");
    }
    return number;
  }

  private static Duration length(YamlField field) {
    try {
      return new DurationConverter().convert(field.text());
    } catch (TypeConversionException e) {
      throw field.refusal(
          "must be a length of time such as 90s, 30m or 6h, got \"" + field.text() + "\"");
    }
  }

  private static String folder(YamlField field) {
    if (!field.text().matches("(/[A-Za-z0-9._-]*[A-Za-z0-9_-])+")) {
      throw field.refusal(
          "must be an absolute folder of letters, digits, '.', '-' and '_', and not /");
    }
    return field.text();
  }

  private Map<String, Path> configMaps(YamlField field) {
    Map<String, Path> manifests = new HashMap<>();
    for (YamlField one : field.find("configMaps").map(YamlField::items).orElse(new ArrayList<>())) {
      known(one, Set.of("namespace", "name", "file"));
      String key = named(one.require("namespace")) + "/" + one.require("name").text();
      Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
      if (manifests.put(key, folder.resolve(one.require("file").text())) != null) {
        throw one.refusal("must be named once, got a second " + key);
      }
    }
    return manifests;
  }
}
