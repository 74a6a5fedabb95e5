package io.runbookmemory.lucene.care;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.lucene.index.CommitFiles;
import io.runbookmemory.lucene.index.Faults;
import io.runbookmemory.lucene.index.HeldCommit;
import io.runbookmemory.lucene.index.StoreDirectory;
import io.runbookmemory.lucene.index.StoreHeader;
import io.runbookmemory.lucene.report.BackupReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Copies a commit from one directory to another. Lucene never changes a file that is part of a
 * commit, so what is there already need not be copied, and what is new does not touch what the
 * target's own commit needs. The commit's file comes last, under another name until it is on disk;
 * only then is deleted what it does without.
 */
public final class Backup {

  /** Opens the target. */
  public interface Opener {
    Directory open() throws IOException;
  }

  private static final String UNFINISHED = "pending_";

  private final Path from;
  private final StoreDirectory into;
  private final HeldCommit source;
  private final Directory target;
  private int copiedFiles;
  private long copiedBytes;

  private Backup(Path from, StoreDirectory into, HeldCommit source, Directory target) {
    this.from = from;
    this.into = into;
    this.source = source;
    this.target = target;
  }

  /** Copies the latest commit of a store into a backup that is there, or into a new one. */
  public static BackupReport backup(Path from, Path into) {
    return backup(from, into, () -> new MMapDirectory(into));
  }

  /** The same where the target's files are reached in another way: for tests of failing disks. */
  public static BackupReport backup(Path from, Path into, Opener opener) {
    requireApart(from, into);
    return copy(from, into, false, opener);
  }

  /** Copies the latest commit of a backup to where there is nothing yet. */
  public static BackupReport restore(Path from, Path into) {
    requireApart(from, into);
    return copy(from, into, true, () -> new MMapDirectory(into));
  }

  private static void requireApart(Path from, Path into) {
    if (from.toAbsolutePath().normalize().equals(into.toAbsolutePath().normalize())) {
      throw new ConfigurationException(
          into.toString(), into + " is the store itself: choose another directory");
    }
  }

  private static BackupReport copy(Path from, Path into, boolean fresh, Opener opener) {
    StoreDirectory there = new StoreDirectory(into);
    try (HeldCommit source = hold(new StoreDirectory(from))) {
      try {
        there.prepare();
        try (Directory target = opener.open()) {
          requireRoom(there, target, fresh);
          try (Lock lock = there.lock(target)) {
            return new Backup(from, there, source, target).copy(lock);
          }
        }
      } catch (IOException e) {
        throw Faults.of(into.toString(), e);
      }
    } catch (IOException e) {
      throw Faults.of(from.toString(), e);
    }
  }

  private static HeldCommit hold(StoreDirectory from) throws IOException {
    from.requireThere();
    // What is open stays open when its directory is closed.
    try (Directory directory = new MMapDirectory(from.path())) {
      from.requireStore(directory);
      return HeldCommit.latest(from.name(), directory);
    }
  }

  private static void requireRoom(StoreDirectory into, Directory target, boolean fresh)
      throws IOException {
    if (fresh && DirectoryReader.indexExists(target)) {
      throw new ConfigurationException(
          into.name(),
          "a backup is restored into an empty directory, got a store in " + into.path());
    }
    if (!DirectoryReader.indexExists(target) && !into.isUnfinished()) {
      into.requireEmpty();
      into.begin();
    }
  }

  private BackupReport copy(Lock lock) throws IOException {
    StoreHeader header = StoreHeader.of(from.toString(), source.commit().getUserData());
    SegmentInfos earlier = earlier();
    List<String> missing = new ArrayList<>();
    String last = source.commit().getSegmentsFileName();
    for (String file : source.files()) {
      if (!file.equals(last) && !isThere(file, earlier)) {
        missing.add(file);
      }
    }
    for (String file : missing) {
      lock.ensureValid();
      copy(file, file);
    }
    target.sync(missing);
    if (!isThere(last, earlier)) {
      copy(last, UNFINISHED + last);
      target.sync(List.of(UNFINISHED + last));
      target.rename(UNFINISHED + last, last);
    }
    target.syncMetaData();
    deleteOthers();
    into.finish();
    return new BackupReport(
        from,
        into.path(),
        header.position(),
        source.files().size(),
        source.bytes(),
        copiedFiles,
        copiedBytes);
  }

  /** Returns the commit that the target has already, if it can be read. */
  private @Nullable SegmentInfos earlier() throws IOException {
    if (!DirectoryReader.indexExists(target)) {
      return null;
    }
    SegmentInfos earlier;
    try {
      earlier = new CommitFiles(into.name(), target).read();
    } catch (CorruptStoreException e) {
      throw new ConfigurationException(
          into.name(), "the earlier backup in " + into.path() + " is damaged: delete it", e);
    }
    StoreHeader theirs = StoreHeader.of(into.name(), earlier.getUserData());
    StoreHeader ours = StoreHeader.of(from.toString(), source.commit().getUserData());
    requireSameStore(theirs.store(), ours.store());
    if (theirs.position() > ours.position()
        || earlier.getGeneration() > source.commit().getGeneration()) {
      throw anotherStores("goes further, to change " + theirs.position());
    }
    return earlier;
  }

  /** Of a backup from before stores had an id, its files must tell. */
  private void requireSameStore(@Nullable UUID theirs, @Nullable UUID ours) {
    if (theirs != null && !theirs.equals(ours)) {
      throw new ConfigurationException(
          into.name(),
          "the backup in "
              + into.path()
              + " is of another store: it is of "
              + theirs
              + ", and "
              + from
              + (ours == null ? " has no id yet" : " is " + ours)
              + ": choose an empty directory, or delete that backup if it is not needed");
    }
  }

  private ConfigurationException anotherStores(String how) {
    return new ConfigurationException(
        into.name(),
        "the backup in "
            + into.path()
            + " is of another store than "
            + from
            + " or newer: it "
            + how
            + "; choose an empty directory");
  }

  /** Returns whether the target has a file of the source, whole. */
  private boolean isThere(String file, @Nullable SegmentInfos earlier) throws IOException {
    if (!List.of(target.listAll()).contains(file)) {
      return false;
    }
    long theirs;
    try (IndexInput there = target.openInput(file, IOContext.READONCE)) {
      theirs = CodecUtil.checksumEntireFile(there);
    } catch (IOException e) {
      // Begun by a backup that was cut off, or damaged since: it is copied once more.
      return false;
    }
    try (IndexInput here = source.openInput(file, IOContext.READONCE)) {
      boolean same =
          target.fileLength(file) == here.length() && CodecUtil.retrieveChecksum(here) == theirs;
      if (!same && earlier != null && earlier.files(true).contains(file)) {
        throw anotherStores("has another " + file);
      }
      return same;
    }
  }

  private void copy(String file, String as) throws IOException {
    if (List.of(target.listAll()).contains(as)) {
      target.deleteFile(as);
    }
    try (IndexInput here = source.openInput(file, IOContext.READONCE);
        IndexOutput there = target.createOutput(as, IOContext.DEFAULT)) {
      there.copyBytes(here, here.length());
      copiedFiles++;
      copiedBytes += here.length();
    }
    try {
      new CommitFiles(into.name(), target).check(as, true);
    } catch (CorruptStoreException e) {
      new CommitFiles(from.toString(), source).check(file, true);
      throw e;
    }
  }

  private void deleteOthers() throws IOException {
    List<String> others = new ArrayList<>(List.of(target.listAll()));
    others.removeIf(file -> !StoreDirectory.isOfAnIndex(file) || source.files().contains(file));
    // A commit must not outlive what it needs.
    others.sort(Comparator.comparing(file -> !file.startsWith(IndexFileNames.SEGMENTS)));
    for (String file : others) {
      target.deleteFile(file);
    }
  }
}
