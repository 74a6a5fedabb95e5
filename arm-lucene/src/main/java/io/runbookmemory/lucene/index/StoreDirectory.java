package io.runbookmemory.lucene.index;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * The directory of a store: whether it can be one, and who has it open. Lucene's own lock keeps two
 * writers apart; the holder's file beside it only says who that is.
 *
 * @param path where it is
 */
public record StoreDirectory(Path path) {

  /** What a new directory may hold: a fresh file system's own, and what an end in between left. */
  private static final Set<String> HARMLESS =
      Set.of(Holder.FILE, IndexWriter.WRITE_LOCK_NAME, "pending_segments_1", "lost+found");

  /** Stands in a directory for as long as something is copied into it for the first time. */
  private static final String UNFINISHED = "arm-unfinished";

  public String name() {
    return path.toString();
  }

  /** Creates the directory, or checks that what is there is a store or nothing. */
  public void prepare() throws IOException {
    requireDirectory();
    Files.createDirectories(path);
    if (!Files.isReadable(path) || !Files.isWritable(path)) {
      throw new ConfigurationException(
          name(),
          path + " must be readable and writable; to read only what it holds, open it read-only");
    }
  }

  private void requireDirectory() {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new ConfigurationException(name(), "a store needs a directory, got the file " + path);
    }
  }

  /** Checks that there is a directory to read. */
  public void requireThere() {
    if (!Files.exists(path)) {
      throw missing();
    }
    requireDirectory();
    if (!Files.isReadable(path)) {
      throw new ConfigurationException(name(), path + " must be readable");
    }
  }

  /**
   * Checks that a store is there that this release can work with and that is whole, or nothing at
   * all. Nothing is written, so that a store that is refused stays as it is.
   */
  public void check(Directory directory) throws IOException {
    if (!DirectoryReader.indexExists(directory)) {
      requireEmpty();
      return;
    }
    requireUnlocked(directory);
    try {
      StoreHeader.of(name(), new CommitFiles(name(), directory).checked().getUserData());
    } catch (CorruptStoreException e) {
      // Whoever has opened it meanwhile may be replacing files.
      requireUnlocked(directory);
      throw e;
    }
  }

  /** Checks that a store is there that this release can read and that is whole. */
  public void checkThere(Directory directory) throws IOException {
    requireStore(directory);
    StoreHeader.of(name(), new CommitFiles(name(), directory).checked().getUserData());
  }

  /** Checks that a commit is there. */
  public void requireStore(Directory directory) throws IOException {
    if (!DirectoryReader.indexExists(directory)) {
      requireEmpty();
      throw missing();
    }
  }

  private ConfigurationException missing() {
    return new ConfigurationException(
        name(), "there is no store at " + path + ": it begins when a process opens it to write");
  }

  /** Checks that there is nothing in the directory that a store would be in the way of. */
  public void requireEmpty() throws IOException {
    if (isUnfinished()) {
      throw new ConfigurationException(
          name(), path + " holds a copy that was cut off: make it again, or delete the directory");
    }
    try (Stream<Path> files = Files.list(path)) {
      Optional<String> alien =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(file -> !HARMLESS.contains(file))
              .sorted()
              .findFirst();
      if (alien.isPresent() && isOfAnIndex(alien.get())) {
        throw Faults.damaged(
            name(), "segments_N", "it is missing, though " + alien.get() + " is there", null);
      }
      if (alien.isPresent()) {
        throw new ConfigurationException(
            name(),
            "a new store needs an empty directory, got "
                + path
                + " with "
                + alien.get()
                + " in it");
      }
    }
  }

  /** Marks the directory as one that is being filled, so that it is not taken for a store. */
  public void begin() throws IOException {
    Files.writeString(path.resolve(UNFINISHED), "");
  }

  public boolean isUnfinished() {
    return Files.exists(path.resolve(UNFINISHED));
  }

  public void finish() throws IOException {
    Files.deleteIfExists(path.resolve(UNFINISHED));
  }

  /** Returns whether a file is part of a Lucene index. */
  public static boolean isOfAnIndex(String file) {
    return IndexFileNames.CODEC_FILE_PATTERN.matcher(file).matches()
        || file.startsWith(IndexFileNames.SEGMENTS)
        || file.startsWith(IndexFileNames.PENDING_SEGMENTS);
  }

  private void requireUnlocked(Directory directory) throws IOException {
    if (Files.exists(path.resolve(IndexWriter.WRITE_LOCK_NAME))) {
      lock(directory).close();
    }
  }

  /** Takes the lock of whoever writes. */
  public Lock lock(Directory directory) throws IOException {
    try {
      return directory.obtainLock(IndexWriter.WRITE_LOCK_NAME);
    } catch (LockObtainFailedException e) {
      throw locked(e);
    }
  }

  /** Says that this process has the store open. */
  public void hold() {
    Holder.here().write(path);
  }

  public void release() {
    Holder.erase(path);
  }

  /** Returns the fault of a store that somebody else has open. */
  public UnavailableException locked(LockObtainFailedException cause) {
    return new UnavailableException(
        name(),
        path
            + " is open in "
            + Holder.describe(path)
            + ": close it there and try again, or open it read-only beside that",
        cause);
  }
}
