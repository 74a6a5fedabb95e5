package io.runbookmemory.testkit.differential;

import io.runbookmemory.store.MemoryStore;

/** A store under test that can be had as often as needed. */
public interface Subject {

  /**
   * Closes the store of now and opens an empty one.
   *
   * @return the store from now on
   */
  MemoryStore fresh();

  /**
   * Closes the store of now and opens it again.
   *
   * @return the store from now on
   */
  MemoryStore reopen();

  /**
   * Returns whether what was written is still there then.
   *
   * @return what the store says of itself
   */
  boolean durable();
}
