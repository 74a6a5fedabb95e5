package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.ledger.AppendResult;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.PostedEntry;
import java.util.List;

/** What became of one entry that was to be appended by who alone writes under a lease. */
enum Appended {
  /** It stands there since now. */
  NEW,

  /** An entry of its id stood there before, in the same words or in others. */
  THERE,

  /** The lease is over. */
  FENCED;

  static Appended of(Ledger ledger, LedgerEntry entry, Lease lease) {
    long last = ledger.last(EntryFilter.of(entry.stream())).map(PostedEntry::position).orElse(0L);
    try {
      // What stands there already keeps its position, which is no new one.
      return switch (ledger.append(List.of(entry), lease)) {
        case AppendResult.Appended it -> it.positions().getFirst() > last ? NEW : THERE;
        case AppendResult.Fenced over -> FENCED;
      };
    } catch (IllegalArgumentException e) {
      return THERE;
    }
  }
}
