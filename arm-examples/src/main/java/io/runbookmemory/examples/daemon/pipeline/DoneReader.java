package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.store.ledger.Ledger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Reads what was done in the order of the inbox, a page at a time. For one thread. */
final class DoneReader {

  private static final int PAGE = 500;

  private final Ledger ledger;
  private final Deque<Done> read = new ArrayDeque<>();
  private long after;

  DoneReader(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Returns what was done about the report at a position, which ascends from call to call. */
  Optional<Done> of(long position) {
    while (true) {
      if (read.isEmpty()) {
        Done.Page page = Done.page(ledger, after, PAGE);
        after = page.end();
        read.addAll(page.done());
      }
      Done next = read.peek();
      if (next == null || next.position() > position) {
        return Optional.empty();
      }
      read.remove();
      if (next.position() == position) {
        return Optional.of(next);
      }
    }
  }
}
