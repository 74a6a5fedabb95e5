package io.runbookmemory.lucene.index;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.UnavailableException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.MMapDirectory;

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

  /** Checks that a store begins there, whatever it is like. */
  public void requireStore() {
    requireThere();
    try (Directory directory = new MMapDirectory(path)) {
      requireStore(directory);
    } catch (IOException e) {
      throw Faults.of(name(), e);
    }
  }

  /**
   * Checks that a store is there that this release can work with and that is whole, or nothing at
   * all. Nothing is written, so that a store that is refused stays as it is.
   */
  public void check(Directory directory) throws IOException {
    if (!DirectoryReader.indexExists(directory)) {
      requireNoneLost();
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
      requireNoneLost();
      throw isUnfinished() ? cutOff() : missing();
    }
  }

  private ConfigurationException cutOff() {
    return new ConfigurationException(
        name(), path + " holds a copy that was cut off: make it again, or delete the directory");
  }

  private ConfigurationException missing() {
    return new ConfigurationException(
        name(), "there is no store at " + path + ": it begins when a process opens it to write");
  }

  /**
   * Checks that the store that was opened here is still here: Lucene would create the directory
   * anew, with an index that has nothing in it.
   */
  public void requireNotGone(Directory directory) throws IOException {
    if (!Files.exists(path) || !DirectoryReader.indexExists(directory)) {
      throw Faults.gone(name(), null);
    }
  }

  /** Checks that there is nothing in the directory that a store would be in the way of. */
  public void requireEmpty() throws IOException {
    Optional<String> alien = firstFile(file -> !HARMLESS.contains(file));
    if (isUnfinished()) {
      throw cutOff();
    }
    if (alien.isPresent()) {
      throw new ConfigurationException(
          name(),
          "a new store needs an empty directory, got " + path + " with " + alien.get() + " in it");
    }
  }

  /** Checks that a directory without a commit has not had one. */
  private void requireNoneLost() throws IOException {
    Optional<String> rest =
        firstFile(file -> isOfAnIndex(file) && !HARMLESS.contains(file) && !isUnfinished());
    if (rest.isPresent()) {
      throw Faults.damaged(
          name(), "segments_N", "it is missing, though " + rest.get() + " is there", null);
    }
  }

  private Optional<String> firstFile(Predicate<String> which) throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(which)
          .sorted()
          .findFirst();
    }
  }

  /** Returns the number of the latest commit, by the names of the files alone; -1 if none. */
  public long generation() throws IOException {
    String[] files = path.toFile().list();
    if (files == null) {
      if (!Files.exists(path)) {
        throw Faults.gone(name(), null);
      }
      throw new IOException(path + " cannot be listed");
    }
    return SegmentInfos.getLastCommitGeneration(files);
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

  /** Checks that nobody writes. */
  public void requireUnlocked(Directory directory) throws IOException {
    if (Files.exists(path.resolve(IndexWriter.WRITE_LOCK_NAME))) {
      try {
        lock(directory).close();
      } catch (FileSystemException e) {
        // Where the lock's file cannot be opened, on a read-only mount, nobody writes.
        return;
      }
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
