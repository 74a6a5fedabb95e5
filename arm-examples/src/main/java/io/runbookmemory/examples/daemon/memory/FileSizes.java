package io.runbookmemory.examples.daemon.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How large a store is: a directory, or a file of SQLite with its journal. */
final class FileSizes {

  private FileSizes() {}

  /** Returns bytes; files come and go meanwhile. NaN if they cannot be read. */
  static double of(Path place) {
    if (!Files.isDirectory(place)) {
      return sum(
          Stream.of("", "-wal", "-shm")
              .map(end -> place.resolveSibling(place.getFileName() + end)));
    }
    try (Stream<Path> files = Files.walk(place)) {
      return sum(files);
    } catch (IOException | UncheckedIOException e) {
      return Double.NaN;
    }
  }

  private static double sum(Stream<Path> files) {
    return files.filter(Files::isRegularFile).mapToLong(FileSizes::size).sum();
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // It has just gone.
    }
  }
}
