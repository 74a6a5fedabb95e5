package io.runbookmemory.lucene.index;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.MMapDirectory;

/**
 * The directory of a store: whether it can be one, and who has it open. Lucene's own lock keeps two
 * writers apart; the holder's file beside it only says who that is.
 *
 * @param path where it is
 */
public record StoreDirectory(Path path) {

  private static final String HOLDER = "arm-holder";

  /** What a new directory may hold: a fresh file system's own, and what an end in between left. */
  private static final Set<String> HARMLESS =
      Set.of(HOLDER, IndexWriter.WRITE_LOCK_NAME, "pending_segments_1", "lost+found");

  public String name() {
    return path.toString();
  }

  /** Creates the directory, or checks that what is there is a store or nothing. */
  public void prepare() throws IOException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new ConfigurationException(name(), "a store needs a directory, got the file " + path);
    }
    Files.createDirectories(path);
    if (!Files.isReadable(path) || !Files.isWritable(path)) {
      throw new ConfigurationException(name(), path + " must be readable and writable");
    }
  }

  /** Checks that there is a store already. */
  public void requireStore() {
    try {
      if (Files.isDirectory(path)) {
        try (Directory directory = new MMapDirectory(path)) {
          if (DirectoryReader.indexExists(directory)) {
            return;
          }
        }
      }
    } catch (IOException e) {
      throw Faults.of(name(), e);
    }
    throw new ConfigurationException(name(), path + " holds no store: name its directory");
  }

  /** Checks that a store is there that this release can work with, or nothing at all. */
  public void check(Directory directory) throws IOException {
    if (DirectoryReader.indexExists(directory)) {
      StoreHeader.of(name(), latestCommit(directory).getUserData());
      return;
    }
    try (Stream<Path> files = Files.list(path)) {
      Optional<String> alien =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(file -> !HARMLESS.contains(file))
              .findAny();
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

  private SegmentInfos latestCommit(Directory directory) throws IOException {
    try {
      return SegmentInfos.readLatestCommit(directory);
    } catch (IllegalArgumentException e) {
      // So Lucene says that it lacks the codec which an index was written with.
      throw new ConfigurationException(
          name(),
          path + " was written by another Lucene than this release's: " + e.getMessage(),
          e);
    }
  }

  /** Says that this process has the store open. */
  public void hold() {
    try {
      Files.writeString(path.resolve(HOLDER), Long.toString(ProcessHandle.current().pid()));
    } catch (IOException e) {
      // Only a message is the poorer for it, and a full disk must not keep a store from opening.
      release();
    }
  }

  public void release() {
    try {
      Files.deleteIfExists(path.resolve(HOLDER));
    } catch (IOException e) {
      // As above; the next holder overwrites it.
    }
  }

  /** Returns the fault of a store that somebody else has open. */
  public UnavailableException locked(LockObtainFailedException cause) {
    return new UnavailableException(
        name(), path + " is open in " + holder() + ": close it there and try again", cause);
  }

  private String holder() {
    try {
      String pid = Files.readString(path.resolve(HOLDER)).strip();
      return pid.equals(Long.toString(ProcessHandle.current().pid()))
          ? "this process already"
          : "process " + pid;
    } catch (IOException e) {
      return "another process";
    }
  }
}
