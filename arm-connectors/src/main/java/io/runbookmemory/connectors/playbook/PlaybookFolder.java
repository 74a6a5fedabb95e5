package io.runbookmemory.connectors.playbook;

import io.runbookmemory.connectors.file.SourceFile;
import io.runbookmemory.error.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The YAML files of a folder and of the folders in it, hidden ones left out. */
final class PlaybookFolder {

  private static final int MOST_FILES = 1_000;
  private static final int DEEPEST = 10;

  private PlaybookFolder() {}

  /** Returns a file itself, and of a folder its files in the order of their paths. */
  static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(path, DEEPEST)) {
      files =
          all.filter(file -> isYaml(path.relativize(file)) && Files.isRegularFile(file))
              .sorted()
              .limit(MOST_FILES + 1)
              .toList();
    } catch (IOException e) {
      throw SourceFile.unreadable(path, e);
    } catch (UncheckedIOException e) {
      throw SourceFile.unreadable(path, Objects.requireNonNull(e.getCause()));
    }
    if (files.isEmpty() || files.size() > MOST_FILES) {
      throw new ConfigurationException(
          path.toString(),
          path
              + ": must hold 1 to "
              + MOST_FILES
              + " files that end in .yaml or .yml, got "
              + (files.isEmpty() ? "none" : "more"));
    }
    return files;
  }

  private static boolean isYaml(Path within) {
    for (Path part : within) {
      if (part.toString().startsWith(".")) {
        return false;
      }
    }
    String name = within.toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }
}
