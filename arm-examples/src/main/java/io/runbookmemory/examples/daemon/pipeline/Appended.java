package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.ledger.AppendResult;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

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

  /**
   * Appends entries together.
   *
   * @return the ids of those of a stream that stand there since now; empty if the lease is over
   * @throws IllegalArgumentException if one stands there in other words; then none is appended
   */
  static Optional<Set<UUID>> together(
      Ledger ledger, List<LedgerEntry> entries, LedgerStream stream, Lease lease) {
    // Of most commits nobody is told: they need not ask first.
    boolean any = entries.stream().anyMatch(one -> one.stream().equals(stream));
    long last = any ? ledger.last(EntryFilter.of(stream)).map(PostedEntry::position).orElse(0L) : 0;
    return switch (ledger.append(entries, lease)) {
      case AppendResult.Appended it -> {
        Set<UUID> fresh = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
          if (entries.get(i).stream().equals(stream) && it.positions().get(i) > last) {
            fresh.add(entries.get(i).id());
          }
        }
        yield Optional.of(fresh);
      }
      case AppendResult.Fenced over -> Optional.empty();
    };
  }
}
