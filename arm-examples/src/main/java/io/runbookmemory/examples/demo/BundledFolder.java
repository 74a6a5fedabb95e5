package io.runbookmemory.examples.demo;

import io.runbookmemory.examples.Arm;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A folder of files that come with the program, in its jar or beside its classes. */
public final class BundledFolder {

  private BundledFolder() {}

  /**
   * Copies one, with all below it.
   *
   * @param file any file that lies directly in it, such as {@code team/alert.json}
   * @param to where to
   */
  public static void copy(String file, Path to) throws IOException {
    URL url = Objects.requireNonNull(Arm.class.getResource(file), file);
    try {
      URI uri = url.toURI();
      if (uri.getScheme().equals("jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
          String inside = uri.getSchemeSpecificPart();
          Path within = jar.getPath(inside.substring(inside.lastIndexOf('!') + 1));
          copy(Objects.requireNonNull(within.getParent()), to);
        }
      } else {
        copy(Objects.requireNonNull(Path.of(uri).getParent()), to);
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a bundled file lies at no proper address: " + url, e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(from)) {
      paths = walk.toList();
    }
    for (Path path : paths) {
      Path target = to.resolve(from.relativize(path).toString());
      if (Files.isDirectory(path)) {
        Files.createDirectories(target);
      } else {
        Files.copy(path, target);
      }
    }
  }
}
