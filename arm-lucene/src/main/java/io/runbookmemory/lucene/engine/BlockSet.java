package io.runbookmemory.lucene.engine;

import org.apache.lucene.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Whole blocks of one segment, deleted ones included. Not to be changed.
 *
 * @param documents parents and children; null if these are all blocks of the segment
 * @param children how many of them are children
 * @param most how many children the largest block has
 * @param from the first time that the set holds at
 * @param until the first time that it no longer holds at
 */
public record BlockSet(@Nullable BitSet documents, int children, int most, long from, long until) {

  /** Creates a set that always holds. */
  public BlockSet(@Nullable BitSet documents, int children, int most) {
    this(documents, children, most, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** Returns what a set takes, with room for the condition that it is known by. */
  public long bytes() {
    return (1 << 10) + (documents == null ? 0 : documents.ramBytesUsed());
  }

  boolean holdsAt(long time) {
    return from <= time && (time < until || until == Long.MAX_VALUE);
  }
}
