package io.runbookmemory.testkit;

import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.MemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a store must do to be one of ARM's. To certify a store, extend this class in its tests:
 *
 * <pre>{@code
 * class MyMemoryStoreTest extends MemoryStoreContract {
 *   @Override
 *   protected MemoryStore open(Path directory) {
 *     return MyMemoryStore.open(directory);
 *   }
 * }
 * }</pre>
 *
 * <p>Every test gets an empty directory of its own. What a test expects is either written down in
 * it or asked of {@link io.runbookmemory.store.exact.ExactMemoryStore}, the oracle. The tests of
 * durability run where {@link Capabilities#durable()} and are reported as skipped elsewhere.
 *
 * <p>The system property {@code arm.testkit.operations} sets how many random operations are
 * compared with the oracle (default 10,000, of which one in twelve writes, a batch of up to 24),
 * {@code arm.testkit.seed} from which seed (default 1). What fails is done again on fresh stores,
 * for up to a minute, with less and less of it, and reported as the few statements that show it.
 */
public abstract class MemoryStoreContract
    implements WriteContract,
        ReadContract,
        DeletionContract,
        UsageContract,
        ChangeFeedContract,
        FilterContract,
        SearchContract,
        SelectiveSearchContract,
        WordSearchContract,
        TenantContract,
        FidelityContract,
        MetacharacterContract,
        SizeContract,
        DurabilityContract,
        ConcurrencyContract,
        ConsolidationContract,
        DifferentialContract {

  @TempDir private @Nullable Path directory;
  private @Nullable Path current;
  private @Nullable MemoryStore store;
  private int stores;

  /** Creates the contract; JUnit does. */
  protected MemoryStoreContract() {}

  /**
   * Opens the store under test.
   *
   * @param directory where its files live; the same directory, opened again after a close, is the
   *     same store; an empty directory is an empty store
   * @return an open store, which the contract closes
   */
  protected abstract MemoryStore open(Path directory);

  /**
   * Returns whether a write that returned survives a close.
   *
   * @return what the store says of itself
   */
  @Override
  public boolean durable() {
    return store().capabilities().durable();
  }

  /**
   * Returns the store under test, opened when it is first asked for.
   *
   * @return the same store throughout a test, until {@link #reopen}
   */
  @Override
  public final synchronized MemoryStore store() {
    MemoryStore open = store;
    if (open == null) {
      open = open(current == null ? given() : current);
      store = open;
    }
    return open;
  }

  private Path given() {
    if (directory == null) {
      throw new IllegalStateException("the contract runs under JUnit, which gives a directory");
    }
    return directory;
  }

  /**
   * Closes the store under test and opens an empty one, in a directory beside the files of the
   * first, with a name that no other test's has.
   *
   * @return the store from now on
   */
  @Override
  public final MemoryStore fresh() {
    closeStore();
    stores++;
    Path next = given().resolve(given().getFileName() + "-" + stores);
    try {
      // A run that is made smaller opens hundreds of stores.
      if (current != null) {
        delete(current);
      }
      current = Files.createDirectory(next);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return store();
  }

  private static void delete(Path directory) throws IOException {
    List<Path> inside;
    try (Stream<Path> walk = Files.walk(directory)) {
      inside = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : inside) {
      Files.delete(each);
    }
  }

  /**
   * Closes the store under test and opens it again.
   *
   * @return the store from now on
   */
  @Override
  public final MemoryStore reopen() {
    closeStore();
    return store();
  }

  /**
   * Opens the store before a test, so that an {@link #open} which finds its server missing skips
   * the test: inside one it may look like a failure.
   */
  @BeforeEach
  public final void openStore() {
    store();
  }

  /** Closes the store after a test. */
  @AfterEach
  public final void closeStore() {
    if (store != null) {
      store.close();
      store = null;
    }
  }
}
