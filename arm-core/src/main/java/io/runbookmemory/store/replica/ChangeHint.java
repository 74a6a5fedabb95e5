package io.runbookmemory.store.replica;

/**
 * Tells a replica that the shared store may have changed, so that it need not wait for its interval
 * to be over. A hint that is lost does no harm: the replica asks at its interval in any case.
 */
@FunctionalInterface
public interface ChangeHint {

  /** What ends the listening. */
  @FunctionalInterface
  interface Listening extends AutoCloseable {

    /** Ends it; closing twice does nothing. */
    @Override
    void close();
  }

  /**
   * Begins to listen, on a thread of its own. Does not wait for the store, nor fail because of it.
   *
   * @param changed to be run whenever something may have changed; returns at once
   * @return ends it
   */
  Listening listen(Runnable changed);
}
