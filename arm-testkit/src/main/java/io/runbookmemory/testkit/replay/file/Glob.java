package io.runbookmemory.testkit.replay.file;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/**
 * A pattern of paths with {@code /} between their names, as {@link
 * java.nio.file.FileSystem#getPathMatcher} has it.
 *
 * @param pattern such as {@code incidents/*.json}
 */
record Glob(String pattern) {

  /** Returns the folder that everything lies in: what stands before the first wildcard. */
  String folder() {
    int wild = 0;
    while (wild < pattern.length() && "*?[{\\".indexOf(pattern.charAt(wild)) < 0) {
      wild++;
    }
    return pattern.substring(0, Math.max(0, pattern.lastIndexOf('/', wild - 1)));
  }

  /** Returns the files under that folder that match, in order. */
  List<Path> in(Path folder) throws IOException {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    String before = folder().isEmpty() ? "" : folder() + "/";
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(one -> matcher.matches(Path.of(before + slashed(folder.relativize(one)))))
          .sorted()
          .toList();
    }
  }

  private static String slashed(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }
}
