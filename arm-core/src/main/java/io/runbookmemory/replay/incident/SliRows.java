package io.runbookmemory.replay.incident;

import io.runbookmemory.slo.SliSample;
import java.util.Optional;

/**
 * Counts that are read row by row, so that a series costs the same memory however long it is. Two
 * that are equal are the same series, which a replay then reads once for all of its incidents.
 */
public interface SliRows {

  /**
   * Begins to read.
   *
   * @return before the first row; to be closed
   * @throws io.runbookmemory.error.ArmException if there is nothing to read
   */
  Cursor open();

  /** A place in the rows. Used by one thread. */
  interface Cursor extends AutoCloseable {

    /**
     * Returns the next sample.
     *
     * @return later than the one before it; empty at the end
     * @throws io.runbookmemory.error.ArmException if it cannot be read, or breaks a rule
     */
    Optional<SliSample> next();

    @Override
    void close();
  }
}
