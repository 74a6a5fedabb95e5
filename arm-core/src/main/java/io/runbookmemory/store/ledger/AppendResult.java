package io.runbookmemory.store.ledger;

import io.runbookmemory.store.lease.Lease;
import java.util.List;

/** What became of a batch that was appended under a lease. */
public sealed interface AppendResult {

  /**
   * The whole batch stands in the ledger.
   *
   * @param positions the entries' positions, in the order of the batch
   */
  record Appended(List<Long> positions) implements AppendResult {

    /** Copies the list. */
    public Appended {
      positions = List.copyOf(positions);
    }
  }

  /**
   * Nothing of the batch was appended: the lease is over. What to do: stop the work that it was
   * for; whoever has the lease now does it.
   *
   * @param lease as it was handed in
   * @param newest the newest token under its name; the lease's own if nobody has acquired it since,
   *     0 if this store never granted any
   */
  record Fenced(Lease lease, long newest) implements AppendResult {}
}
