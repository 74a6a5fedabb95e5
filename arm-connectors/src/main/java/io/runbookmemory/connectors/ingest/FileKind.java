package io.runbookmemory.connectors.ingest;

import io.runbookmemory.connectors.resource.ResourceFormat;
import io.runbookmemory.connectors.rules.AlertRuleFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of file that are read, by the end of their name in any case. */
enum FileKind {
  MARKDOWN,
  JSON_LINES,
  /** By its content one of the resource formats or alerting rules, or not read at all. */
  RESOURCES;

  /** Pages about the folder rather than about operations. */
  private static final Set<String> ABOUT =
      Set.of("readme", "contributing", "changelog", "license", "licence", "code_of_conduct");

  private List<String> endings() {
    return switch (this) {
      case MARKDOWN -> List.of(".md", ".markdown");
      case JSON_LINES -> List.of(".jsonl", ".ndjson");
      case RESOURCES -> List.of(".yaml", ".yml", ".json", ".csv", ".prom");
    };
  }

  static Optional<FileKind> of(Path file) {
    String name = name(file);
    return Arrays.stream(values())
        .filter(kind -> kind.endings().stream().anyMatch(name::endsWith))
        .findFirst();
  }

  /** Returns whether a folder's files of this name are read. */
  static boolean isDocument(Path file) {
    String name = name(file);
    int dot = name.indexOf('.');
    return !ABOUT.contains(name.substring(0, Math.max(dot, 0)))
        && of(file).filter(kind -> kind != RESOURCES || isKnown(file)).isPresent();
  }

  private static boolean isKnown(Path file) {
    return ResourceFormat.detect(file).isPresent() || AlertRuleFiles.isOne(file);
  }

  static boolean isHidden(Path file) {
    return name(file).startsWith(".");
  }

  static String allowed() {
    return Arrays.stream(values())
        .flatMap(kind -> kind.endings().stream())
        .map(ending -> "*" + ending)
        .collect(Collectors.joining(", "));
  }

  private static String name(Path file) {
    return Objects.toString(file.getFileName(), "").toLowerCase(Locale.ROOT);
  }
}
