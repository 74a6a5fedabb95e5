package io.runbookmemory.journal.alerts;

import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which entries of a stream hold which times: the first and the last time of each thousand, about
 * 100 bytes. Entries are never changed, so that it stays true, and needs what was written since
 * alone; what was dropped is only not found any more. Thread-safe.
 */
final class AlertIndex {

  private static final int PAGE = 1000;

  /** A ledger may cut times to whole microseconds. */
  private static final Duration CUT = Duration.ofNanos(1000);

  private final List<Block> blocks = new ArrayList<>();

  /**
   * Entries that follow each other.
   *
   * @param after the position before the first
   * @param last the position of the last
   * @param count how many there were
   * @param from the earliest time
   * @param to the latest one
   */
  record Block(long after, long last, int count, Instant from, Instant to) {

    private static Block of(long after, PostedEntry one) {
      Instant at = one.entry().at();
      return new Block(after, one.position(), 1, at, at);
    }

    private Block and(PostedEntry one) {
      Instant at = one.entry().at();
      return new Block(
          after,
          one.position(),
          count + 1,
          at.isBefore(from) ? at : from,
          at.isAfter(to) ? at : to);
    }
  }

  /** Whether an entry of this time may be of a report of a period. */
  static boolean mayLie(Instant entry, Instant from, Instant to) {
    return entry.plus(CUT).isAfter(from) && entry.isBefore(to);
  }

  /**
   * What is known of a period.
   *
   * @param blocks those that may hold something of it
   * @param last the position up to which anything is known
   */
  record Known(List<Block> blocks, long last) {}

  /** Returns what is known of a period; what stands behind it is to be read, and added. */
  synchronized Known known(Instant from, Instant to) {
    return new Known(
        blocks.stream()
            .filter(block -> block.to.plus(CUT).isAfter(from) && block.from.isBefore(to))
            .toList(),
        last());
  }

  private long last() {
    return blocks.isEmpty() ? 0 : blocks.getLast().last;
  }

  /**
   * Adds what follows on some position up to which all is known; the known of it is passed over.
   */
  synchronized void add(List<PostedEntry> page) {
    for (PostedEntry one : page) {
      if (one.position() > last()) {
        add(one);
      }
    }
  }

  private void add(PostedEntry one) {
    Block last = blocks.isEmpty() ? null : blocks.getLast();
    if (last == null || last.count == PAGE) {
      blocks.add(Block.of(last == null ? 0 : last.last, one));
    } else {
      blocks.set(blocks.size() - 1, last.and(one));
    }
  }
}
