package io.runbookmemory.examples.daemon.notify;

import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.ledger.AppendResult;
import io.runbookmemory.store.ledger.Ledger;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Ends of notifications that could not be written down when they came, because the ledger was away:
 * the process knows of them, and writes them before it sends anything again. Thread-safe.
 */
public final class Unwritten {

  private final Queue<Outbox.Ended> ends = new ConcurrentLinkedQueue<>();

  void add(Outbox.Ended one) {
    ends.add(one);
  }

  /** Writes them down, as far as the lease is held; what fails stays for the next time. */
  public void write(Ledger ledger, Lease lease) {
    for (Outbox.Ended one = ends.peek(); one != null; one = ends.peek()) {
      try {
        if (ledger.append(List.of(Outbox.ending(one)), lease) instanceof AppendResult.Fenced) {
          return;
        }
      } catch (IllegalArgumentException e) {
        // Another process worked meanwhile, told it again and wrote that down.
      }
      ends.poll();
    }
  }
}
