package io.runbookmemory.examples.daemon.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How large a store is: a directory, or a file of SQLite with its journal. */
final class FileSizes {

  private FileSizes() {}

  /** Returns bytes; files come and go meanwhile. NaN if they cannot be read. */
  static double of(Path place) {
    try (Stream<Path> files = files(place)) {
      return files.filter(Files::isRegularFile).mapToLong(FileSizes::size).sum();
    } catch (IOException | UncheckedIOException e) {
      return Double.NaN;
    }
  }

  private static Stream<Path> files(Path place) throws IOException {
    return Files.isDirectory(place)
        ? Files.walk(place)
        : List.of("", "-wal", "-shm").stream()
            .map(end -> place.resolveSibling(place.getFileName() + end));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // It has just gone.
    }
  }
}
