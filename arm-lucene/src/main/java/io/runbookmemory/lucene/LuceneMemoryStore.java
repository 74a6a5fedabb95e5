package io.runbookmemory.lucene;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.lucene.care.Backup;
import io.runbookmemory.lucene.care.Verify;
import io.runbookmemory.lucene.index.StoreDirectory;
import io.runbookmemory.lucene.report.BackupReport;
import io.runbookmemory.lucene.report.Progress;
import io.runbookmemory.lucene.report.RepairReport;
import io.runbookmemory.lucene.report.VerifyReport;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Memories in a Lucene index in a directory: the embedded default store. One process has it open at
 * a time; an acknowledged write is on disk. How a search by vector finds:
 *
 * <ul>
 *   <li>if {@code exact()} is asked for, or the filter leaves 16 million coordinates or fewer
 *       (41,666 passages of 384 dimensions), every passage is compared: no neighbour is missed;
 *   <li>else the HNSW graph over the passages is asked for some more memories than are wanted, by
 *       their best passage each and within the filter, and these are compared exactly;
 *   <li>if the graph brings too few, or so many equals that their order cannot be told, every
 *       passage is compared after all.
 * </ul>
 *
 * <p>All three order by {@link io.runbookmemory.embedding.Embedding#similarity} and then by id.
 * Words are found by BM25 over the tokens of {@link io.runbookmemory.store.ranking.IndexedText}.
 *
 * <p>For full speed give the JVM {@code --add-modules jdk.incubator.vector} and {@code
 * --enable-native-access=org.apache.lucene.core}; without, Lucene says so once in its log.
 *
 * <p>Thread-safe; searches do not wait for writes. A thread that is interrupted while it reads or
 * writes gets its answer, and its interrupt, and the store takes no harm.
 */
public final class LuceneMemoryStore implements MemoryStore {

  private static final Capabilities CAPABILITIES = new Capabilities(true, false, true);

  private final ReadableIndex index;
  private final @Nullable Index written;
  private final String path;

  private LuceneMemoryStore(ReadableIndex index, @Nullable Index written, StoreDirectory place) {
    this.index = index;
    this.written = written;
    this.path = place.name();
  }

  /**
   * Opens the store in a directory, or creates it there.
   *
   * @param directory a store's directory, an empty one, or one that does not exist yet
   * @return the store; to be closed
   * @throws io.runbookmemory.error.ConfigurationException if the path is a file, is not readable
   *     and writable, or holds something other than a store that this release can read
   * @throws io.runbookmemory.error.UnavailableException if the store is open elsewhere, naming the
   *     process if known, or the disk is full
   * @throws io.runbookmemory.error.CorruptStoreException if its files are damaged
   */
  public static LuceneMemoryStore open(Path directory) {
    return open(directory, LuceneOptions.DEFAULT);
  }

  /**
   * Opens the store in a directory, or creates it there.
   *
   * @param directory as for {@link #open(Path)}
   * @param options how to write from now on
   * @return the store; to be closed
   * @throws io.runbookmemory.error.ArmException as for {@link #open(Path)}
   */
  public static LuceneMemoryStore open(Path directory, LuceneOptions options) {
    return open(directory, () -> new MMapDirectory(directory), options);
  }

  /** Opens a store whose files are reached in another way: for tests of failing disks. */
  static LuceneMemoryStore open(Path directory, Callable<Directory> opener) {
    return open(directory, opener, LuceneOptions.DEFAULT);
  }

  private static LuceneMemoryStore open(
      Path directory, Callable<Directory> opener, LuceneOptions options) {
    StoreDirectory place = new StoreDirectory(directory);
    Index index = Index.open(place, opener, options);
    return new LuceneMemoryStore(index, index, place);
  }

  /**
   * Opens a store to read what another process writes. Any number of processes may; none of them
   * takes the lock or writes a file, so that a directory that is mounted read-only will do. Every
   * read looks for a newer commit first: it sees each write that was acknowledged before it began.
   * If the writing process ends, in whatever way, its last commit stays to be read.
   *
   * @param directory a store's directory
   * @return the store, whose {@link #writer} refuses; to be closed
   * @throws io.runbookmemory.error.ConfigurationException if there is no store yet, or one that
   *     this release cannot read
   * @throws io.runbookmemory.error.CorruptStoreException if its files are damaged
   */
  public static LuceneMemoryStore openReadOnly(Path directory) {
    StoreDirectory place = new StoreDirectory(directory);
    return new LuceneMemoryStore(FollowedIndex.open(place), null, place);
  }

  /**
   * Checks the files of a store and what stands in them: checksums and structure of every file,
   * then that each memory can be read, has its usage, its vectors of unit length and a position of
   * its own. Reads only, and beside a process that writes too.
   *
   * @param directory a store's directory
   * @param progress is told how far the check is
   * @return what is there and what is wrong
   * @throws io.runbookmemory.error.ConfigurationException if there is no store, or one that this
   *     release cannot read
   */
  public static VerifyReport verify(Path directory, Progress progress) {
    return Verify.verify(directory, progress);
  }

  /**
   * Saves what is intact of a damaged store into a new one, document by document: memories,
   * vectors, usages, replaced revisions, deletions and the positions of changes. What cannot be
   * told to be intact is left out and listed. The damaged directory is only read.
   *
   * @param damaged the store's directory; no process may have it open for writing
   * @param into the directory of the new store, empty or not there yet
   * @param progress is told how far the repair is
   * @return what was kept and what was lost
   * @throws io.runbookmemory.error.ConfigurationException if there is no store to read, or {@code
   *     into} is not empty
   * @throws io.runbookmemory.error.UnavailableException if the store is open elsewhere, or the disk
   *     is full
   */
  public static RepairReport repair(Path damaged, Path into, Progress progress) {
    return pending();
  }

  /**
   * Copies the latest commit of this store into a directory that is a store itself, while others
   * read and write this one. Into an earlier backup of the same store only the files that are new
   * are copied. Every file is checked against its checksum. Whenever the copying ends early, the
   * earlier backup is whole.
   *
   * @param into the directory of the backup: empty, not there yet, or an earlier backup
   * @return what was copied
   * @throws io.runbookmemory.error.ConfigurationException if {@code into} holds anything else, or a
   *     backup of another store
   * @throws io.runbookmemory.error.CorruptStoreException if a file of this store is damaged
   * @throws io.runbookmemory.error.UnavailableException if the backup is open as a store, or the
   *     disk is full
   */
  public BackupReport backup(Path into) {
    index.requireOpen();
    return Backup.backup(Path.of(path), into);
  }

  /**
   * Copies a backup to where a store is to be, checking every file.
   *
   * @param backup the directory of a backup, or of any store; it is only read
   * @param into the store's directory, empty or not there yet
   * @return what was copied
   * @throws io.runbookmemory.error.ConfigurationException if there is no backup, or {@code into} is
   *     not empty
   * @throws io.runbookmemory.error.CorruptStoreException if a file of the backup is damaged
   * @throws io.runbookmemory.error.UnavailableException if the disk is full
   */
  public static BackupReport restore(Path backup, Path into) {
    return Backup.restore(backup, into);
  }

  @Override
  public MemoryReader reader(Tenant tenant) {
    index.requireOpen();
    return new LuceneReader(index, path, tenant);
  }

  @Override
  public MemoryWriter writer(Tenant tenant) {
    index.requireOpen();
    if (written == null) {
      throw new IllegalStateException(path + " was opened to be read only: open it to write");
    }
    return new LuceneWriter(written, path, tenant);
  }

  @Override
  public Optional<EmbeddingSpace> space() {
    return index.read(snapshot -> Optional.ofNullable(snapshot.header().space()));
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public void close() {
    index.close();
  }

  @SuppressWarnings("TypeParameterUnusedInFormals")
  private static <T> T pending() {
    throw new UnsupportedOperationException("comes with the next commits");
  }
}
