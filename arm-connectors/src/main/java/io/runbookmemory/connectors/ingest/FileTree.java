package io.runbookmemory.connectors.ingest;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files below a path in the order of their names, and what cannot be read. */
final class FileTree {

  /** A file or folder below the path. */
  sealed interface Entry {

    /**
     * A file to be read.
     *
     * @param key its path below the root, with {@code /} between names
     */
    record Found(Path file, String key, FileKind kind) implements Entry {}

    /** A file or folder that cannot be. */
    record Lost(Ingested.Refused refusal) implements Entry {}
  }

  private final Path root;
  private final @Nullable FileKind told;
  private final List<Entry> entries = new ArrayList<>();

  private FileTree(Path root, @Nullable FileKind told) {
    this.root = root;
    this.told = told;
  }

  /**
   * Returns what is at a path.
   *
   * @param told the kind that all files are of; null if each is of the kind that its name says
   */
  static List<Entry> entries(Path root, @Nullable FileKind told) {
    FileTree tree = new FileTree(root, told);
    if (Files.isDirectory(root)) {
      tree.folder(root);
      if (tree.entries.isEmpty()) {
        tree.lose(root, "must hold files to read, got none of " + FileKind.allowed());
      }
    } else {
      tree.file(root, Objects.toString(root.getFileName(), ""));
    }
    return tree.entries;
  }

  private void folder(Path folder) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(children::add);
    } catch (IOException e) {
      lose(folder, "must be a folder that can be listed, got " + e);
      return;
    }
    children.sort(null);
    for (Path child : children) {
      if (FileKind.isHidden(child)) {
        continue;
      }
      // A link to a folder may lead round in a circle; a link to a file cannot.
      if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
        folder(child);
      } else if (!Files.isDirectory(child) && isRead(child)) {
        file(child, root.relativize(child).toString().replace('\\', '/'));
      }
    }
  }

  private boolean isRead(Path file) {
    return told == null
        ? FileKind.isDocument(file)
        : FileKind.of(file).filter(told::equals).isPresent();
  }

  private void file(Path file, String key) {
    if (!Files.exists(file)) {
      lose(file, "must exist, got no such file");
    } else if (!Files.isRegularFile(file)) {
      lose(file, "must be a regular file");
    } else {
      Optional.ofNullable(told)
          .or(() -> FileKind.of(file))
          .ifPresentOrElse(
              kind -> entries.add(new Entry.Found(file, key, kind)),
              () -> lose(file, "must be one of " + FileKind.allowed() + ", got another kind"));
    }
  }

  private void lose(Path path, String reason) {
    entries.add(new Entry.Lost(new Ingested.Refused(path.toString(), reason)));
  }
}
