package io.runbookmemory.lucene.engine;

import org.apache.lucene.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Whole blocks of one segment, deleted ones included. Not to be changed.
 *
 * @param documents parents and children; null if these are all blocks of the segment
 * @param children how many of them are children
 * @param from the first time that the set holds at
 * @param until the first time that it no longer holds at
 */
record BlockSet(@Nullable BitSet documents, int children, long from, long until) {

  /** Creates a set that always holds. */
  BlockSet(@Nullable BitSet documents, int children) {
    this(documents, children, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  boolean holdsAt(long time) {
    return from <= time && (time < until || until == Long.MAX_VALUE);
  }
}
