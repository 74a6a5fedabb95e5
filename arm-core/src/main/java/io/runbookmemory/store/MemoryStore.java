package io.runbookmemory.store;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.Tenant;
import java.util.Optional;

/**
 * A place where memories are kept. Every reader and writer is bound to a tenant: there is no way to
 * ask for a memory without saying whose.
 *
 * <p>Implementations are thread-safe, and so are their readers and writers. A write that returned
 * is seen by the next call of any reader of the store and, where {@link Capabilities#durable()},
 * survives the end of the process at any instant. A store reads no clock: whatever needs a time is
 * told it.
 *
 * <p>{@code MemoryStoreContract} in arm-testkit holds an implementation to all of this.
 */
public interface MemoryStore extends AutoCloseable {

  /**
   * Returns a reader of a tenant's memories.
   *
   * @param tenant whose
   * @return a light object that sees every later write too
   */
  MemoryReader reader(Tenant tenant);

  /**
   * Returns a writer of a tenant's memories.
   *
   * @param tenant whose
   * @return a light object
   */
  MemoryWriter writer(Tenant tenant);

  /**
   * Returns the space of the vectors that are kept. The first vector that is written decides it,
   * until a store that can do so gives all of its memories others.
   *
   * @return empty while there is no vector
   */
  Optional<EmbeddingSpace> space();

  /**
   * Returns what this store can do.
   *
   * @return the same value for the life of the store
   */
  Capabilities capabilities();

  /**
   * Releases files, locks and connections. Calls after this throw {@link IllegalStateException};
   * closing twice does nothing.
   */
  @Override
  void close();
}
