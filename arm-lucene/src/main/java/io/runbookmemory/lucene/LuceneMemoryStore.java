package io.runbookmemory.lucene;

import io.runbookmemory.embedding.EmbeddingSpace;
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

  private final Index index;
  private final String path;

  private LuceneMemoryStore(Index index, String path) {
    this.index = index;
    this.path = path;
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
    return new LuceneMemoryStore(Index.open(place, opener, options), place.name());
  }

  @Override
  public MemoryReader reader(Tenant tenant) {
    index.requireOpen();
    return new LuceneReader(index, path, tenant);
  }

  @Override
  public MemoryWriter writer(Tenant tenant) {
    index.requireOpen();
    return new LuceneWriter(index, path, tenant);
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
