package io.runbookmemory.store.replica;

import io.runbookmemory.store.MemoryStore;

/**
 * A store that can say which one it is. A replica of it is never fed from another, and is copied
 * anew whenever the store's past is not the one that was copied. Of a store that cannot say, a
 * replica knows only what its feed of changes betrays.
 */
public interface IdentifiedStore extends MemoryStore {

  /**
   * Returns which store it is now.
   *
   * @return equal for as long as everything that was acknowledged is still there
   * @throws io.runbookmemory.error.UnavailableException if the store cannot answer now
   */
  StoreIdentity identity();
}
