package io.runbookmemory.store.replica;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.runbookmemory.error.UnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of a copy: the local store and, beside it, how far it goes. What says how far is
 * written after the store, so that at worst it says too little, and what is taken over twice is the
 * same.
 *
 * @param path where it is
 */
record CopyFolder(Path path) {

  private static final String STATE = "replica.json";

  /** Returns where the local store is. */
  Path store() {
    return path.resolve("store");
  }

  void create() {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw fault(e);
    }
  }

  /** Returns what is known of the copy; empty if it was never begun, or is being deleted. */
  Optional<CopyState> state() {
    Path file = path.resolve(STATE);
    try {
      return Files.exists(file) ? CopyState.read(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw fault(e);
    }
  }

  /** Writes what is known of the copy: the file is the old one or the new, whatever happens. */
  void write(CopyState state) {
    Path fresh = path.resolve(STATE + ".new");
    try {
      try (FileChannel channel = FileChannel.open(fresh, CREATE, WRITE, TRUNCATE_EXISTING)) {
        ByteBuffer bytes = UTF_8.encode(state.write());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(fresh, path.resolve(STATE), ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException e) {
      throw fault(e);
    }
  }

  /** Deletes the copy; first what says that it is one. */
  void delete() {
    try {
      Files.deleteIfExists(path.resolve(STATE));
      if (Files.exists(path)) {
        for (Path each : deepestFirst()) {
          Files.deleteIfExists(each);
        }
      }
    } catch (IOException e) {
      throw fault(e);
    }
  }

  private List<Path> deepestFirst() throws IOException {
    try (Stream<Path> inside = Files.walk(path)) {
      return inside.sorted(Comparator.reverseOrder()).toList();
    }
  }

  private UnavailableException fault(IOException cause) {
    return new UnavailableException(
        path.toString(),
        "the replica's files in "
            + path
            + " cannot be read or written: "
            + cause
            + "; free the disk or mend its rights, and it goes on",
        cause);
  }
}
