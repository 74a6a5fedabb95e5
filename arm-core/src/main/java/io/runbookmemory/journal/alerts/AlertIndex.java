package io.runbookmemory.journal.alerts;

import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStream;
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

  private final Ledger ledger;
  private final EntryFilter stream;
  private final List<Block> blocks = new ArrayList<>();

  AlertIndex(Ledger ledger, LedgerStream stream) {
    this.ledger = ledger;
    this.stream = EntryFilter.of(stream);
  }

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

  /** Returns the blocks that may hold something of a period, after a look at what is new. */
  synchronized List<Block> blocks(Instant from, Instant to) {
    catchUp();
    return blocks.stream()
        .filter(block -> block.to.plus(CUT).isAfter(from) && block.from.isBefore(to))
        .toList();
  }

  private void catchUp() {
    List<PostedEntry> page;
    do {
      page = ledger.read(stream, blocks.isEmpty() ? 0 : blocks.getLast().last, PAGE);
      page.forEach(this::add);
    } while (page.size() == PAGE);
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
