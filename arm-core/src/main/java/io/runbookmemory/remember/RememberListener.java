package io.runbookmemory.remember;

import java.util.List;

/**
 * Told of what is remembered and forgotten, such as to count it. Called on the thread that asked:
 * it must be quick. What it throws is logged once and breaks nothing.
 */
@FunctionalInterface
public interface RememberListener {

  /**
   * Called after each batch, which may be of one.
   *
   * @param results what became of each
   */
  void remembered(List<Remembered> results);

  /**
   * Called after memories were forgotten; does nothing unless it is overridden.
   *
   * @param count how many, at least 0
   */
  default void forgotten(long count) {}
}
