package io.runbookmemory.lucene;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.lucene.care.Backup;
import io.runbookmemory.lucene.care.Repair;
import io.runbookmemory.lucene.care.Verify;
import io.runbookmemory.lucene.index.IndexFields.Kind;
import io.runbookmemory.lucene.index.StoreDirectory;
import io.runbookmemory.lucene.report.BackupReport;
import io.runbookmemory.lucene.report.Progress;
import io.runbookmemory.lucene.report.RepairReport;
import io.runbookmemory.lucene.report.RewriteReport;
import io.runbookmemory.lucene.report.VerifyReport;
import io.runbookmemory.lucene.snapshot.Snapshot;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.StoredMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Version;
import org.jspecify.annotations.Nullable;

/**
 * Memories in a Lucene index in a directory: the embedded default store. One process writes it at a
 * time, and any number {@linkplain #openReadOnly follow}; an acknowledged write is on disk. How a
 * search by vector finds:
 *
 * <ul>
 *   <li>if {@code exact()} is asked for, or the filter leaves few passages (6,000, or more the
 *       smaller their share of all is: 27,000 where one in twenty passes), every one is compared:
 *       no neighbour is missed;
 *   <li>else the HNSW graph over the passages is asked for a hundred memories, or more the larger
 *       it is, by their best passage each and within the filter, and these are compared exactly:
 *       with 100,000 real texts .99 of the ten nearest are found;
 *   <li>if the graph brings too few, or so many equals that their order cannot be told, it is asked
 *       for more, and in the end every passage is compared after all.
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
   * @throws io.runbookmemory.error.CorruptStoreException if a file is damaged or missing, naming
   *     it; files of up to 4 GB together are read through, and nothing is changed
   */
  public static LuceneMemoryStore open(Path directory) {
    return open(directory, LuceneOptions.DEFAULT);
  }

  /**
   * Opens the store in a directory, or creates it there.
   *
   * @param directory as for {@link #open(Path)}
   * @param options how to write from now on, and how to reach the files
   * @return the store; to be closed
   * @throws io.runbookmemory.error.ArmException as for {@link #open(Path)}
   */
  public static LuceneMemoryStore open(Path directory, LuceneOptions options) {
    return open(directory, () -> options.open(directory), options);
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
   * @throws io.runbookmemory.error.CorruptStoreException if a file is damaged or missing, naming it
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
   * told to be intact is left out and listed. The damaged directory is only read; the new store is
   * another one, which needs backups of its own.
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
    return Repair.repair(damaged, into, progress);
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
   *     backup of another store, or one that goes further
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

  /**
   * Builds a store's index anew, with {@link LuceneOptions#DEFAULT}, if an older Lucene created it,
   * so that the Lucene after this release's opens it too. It takes as much disk as the store does,
   * until it is done. A run that was ended, even by {@code kill -9}, left the store as it was; the
   * next goes on where it stood.
   *
   * @param directory the directory of a store that nobody has open
   * @param progress told after every batch
   * @return what was done
   * @throws io.runbookmemory.error.ConfigurationException if no store is there, or one that this
   *     release cannot read
   * @throws io.runbookmemory.error.UnavailableException if the store is open elsewhere, or the disk
   *     is full
   * @throws io.runbookmemory.error.CorruptStoreException if its files are damaged
   */
  public static RewriteReport upgrade(Path directory, Progress progress) {
    return upgrade(directory, LuceneOptions.DEFAULT, progress);
  }

  /**
   * The same for a store that is opened with options of its own.
   *
   * @param directory as for {@link #upgrade(Path, Progress)}
   * @param options how to write the new index: those that the store is opened with from then on
   * @param progress told after every batch
   * @return what was done
   * @throws io.runbookmemory.error.ArmException as for {@link #upgrade(Path, Progress)}
   */
  public static RewriteReport upgrade(Path directory, LuceneOptions options, Progress progress) {
    new StoreDirectory(directory).requireStore();
    try (LuceneMemoryStore store = open(directory, options)) {
      Function<List<Memory>, List<StoredMemory>> asTheyAre =
          memories -> memories.stream().map(StoredMemory::lexical).toList();
      boolean needed = store.index.read(Snapshot::createdMajor) < Version.LATEST.major;
      return store.rewrite(needed, store.space().orElse(null), asTheyAre, progress);
    }
  }

  /**
   * Gives all memories vectors of one space, and with them the store: those of another space are
   * embedded again, and those that have none for the first time. Recall goes on meanwhile, by the
   * old vectors until all new ones are there; then one commit switches, for other processes that
   * read the store too. Writes of the old space go on until then and are embedded as well; after it
   * they are refused with an {@link io.runbookmemory.error.EmbeddingSpaceException}. A run that was
   * ended, even by {@code kill -9}, left the store as it was; the next one for the same space goes
   * on where it stood.
   *
   * <p>It takes as much disk as the store does, until it is done, and writes with the options that
   * this store was opened with. An interrupted caller waits on.
   *
   * @param space the space of the vectors that the embedder makes
   * @param embedder gives memories their vectors, in order, such as {@link
   *     io.runbookmemory.remember.PassageEmbedder#embed}; called by one thread with up to 128
   * @param progress told after every batch
   * @return what was done
   * @throws io.runbookmemory.error.ArmException what the embedder throws, or the fault of the disk
   */
  public RewriteReport reembed(
      EmbeddingSpace space,
      Function<List<Memory>, List<StoredMemory>> embedder,
      Progress progress) {
    LuceneWriter.checkDimension(path, space);
    boolean needed =
        !space().map(space::equals).orElse(true) || index.read(Snapshot::withoutVectors) > 0;
    return rewrite(needed, space, embedder, progress);
  }

  private RewriteReport rewrite(
      boolean needed,
      @Nullable EmbeddingSpace space,
      Function<List<Memory>, List<StoredMemory>> embedder,
      Progress progress) {
    Index target = writable();
    return needed
        ? target.apart(new Rewrite(target, space, embedder, progress)::run)
        : new RewriteReport(false, false, index.read(snapshot -> snapshot.count(Kind.MEMORY)), 0);
  }

  @Override
  public MemoryReader reader(Tenant tenant) {
    index.requireOpen();
    return new LuceneReader(index, path, tenant);
  }

  @Override
  public MemoryWriter writer(Tenant tenant) {
    index.requireOpen();
    return new LuceneWriter(writable(), path, tenant);
  }

  private Index writable() {
    if (written == null) {
      throw new IllegalStateException(path + " was opened to be read only: open it to write");
    }
    return written;
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
}
