package io.runbookmemory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the whole project, from whatever folder the tests are started in. */
final class ProjectFiles {

  private ProjectFiles() {}

  /** Returns the folder that holds the parent pom. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no .mvn folder above " + Path.of("").toAbsolutePath());
      }
    }
    return folder;
  }

  /** Returns the folders of the modules that the parent pom lists. */
  static List<Path> modules() {
    return matches(read("pom.xml"), "<module>([^<]+)</module>").stream()
        .map(root()::resolve)
        .toList();
  }

  /** Returns every folder with a Java file in it below the modules' {@code src/main/java}. */
  static List<Path> mainPackages() {
    return modules().stream()
        .map(module -> module.resolve("src/main/java"))
        .filter(Files::isDirectory)
        .flatMap(ProjectFiles::walk)
        .filter(Files::isDirectory)
        .filter(folder -> !types(folder).isEmpty())
        .toList();
  }

  /** Returns the files of a package's types; Checkstyle sees to it that each holds exactly one. */
  static List<Path> types(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .filter(file -> !file.endsWith("module-info.java"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether the type of a file is public. */
  static boolean isPublic(Path file) {
    try {
      return Files.readString(file).lines().anyMatch(line -> line.startsWith("public "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the text of a file, by its path from the root. */
  static String read(String path) {
    try {
      return Files.readString(root().resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the first group of every match. */
  static List<String> matches(String text, String regex) {
    return Pattern.compile(regex)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private static Stream<Path> walk(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
