package io.runbookmemory.bench.hold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Memories that libraries hold.
 *
 * @param root below which each has a folder
 * @param vectors what the program {@code vectors} wrote, or null for memories that are made up
 * @param count how many
 */
record Memories(Path root, @Nullable Path vectors, int count) {

  /** Returns where a library keeps them. */
  Path folder(Library library) {
    return root.resolve(count + "-" + library.folder());
  }

  /** Returns the bytes of what a library wrote. */
  long bytes(Library library) throws IOException {
    if (!Files.exists(folder(library))) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder(library))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
