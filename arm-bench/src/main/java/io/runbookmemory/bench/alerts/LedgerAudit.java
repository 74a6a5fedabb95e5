package io.runbookmemory.bench.alerts;

import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.util.List;

/**
 * What a daemon's ledger says of the alerts that it took.
 *
 * @param accepted alerts that were acknowledged, each once
 * @param handled entries that say that one was handled
 * @param queued notifications that were to be told
 * @param sent those that were
 */
public record LedgerAudit(int accepted, int handled, int queued, int sent) {

  private static final int PAGE = 1_000;

  /** Reads a ledger. */
  public static LedgerAudit of(Ledger ledger) {
    return new LedgerAudit(
        count(ledger, "alert-inbox", ""),
        count(ledger, "alert-work", ""),
        count(ledger, "notifications", "queued"),
        count(ledger, "notifications", "sent"));
  }

  private static int count(Ledger ledger, String stream, String kind) {
    EntryFilter filter = EntryFilter.of(new LedgerStream(stream));
    int count = 0;
    long after = 0;
    List<PostedEntry> page;
    do {
      page = ledger.read(filter, after, PAGE);
      for (PostedEntry posted : page) {
        count += kind.isEmpty() || posted.entry().kind().equals(kind) ? 1 : 0;
        after = posted.position();
      }
    } while (page.size() == PAGE);
    return count;
  }
}
