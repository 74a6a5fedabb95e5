package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.examples.daemon.notify.Notification;
import io.runbookmemory.examples.daemon.notify.Outbox;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.util.List;

/**
 * What daemons have not done yet, as their ledger says.
 *
 * @param alerts accepted and not handled
 * @param unsent queued and not taken by their channel
 */
public record Backlog(int alerts, List<Notification> unsent) {

  private static final int PAGE = 500;

  /** Copies the list. */
  public Backlog {
    unsent = List.copyOf(unsent);
  }

  /** Reads a ledger. */
  public static Backlog of(Ledger ledger) {
    return new Backlog(alerts(ledger), new Outbox(ledger).unsent());
  }

  /** Returns how many alerts were accepted and not handled. */
  public static int alerts(Ledger ledger) {
    long after = Done.last(ledger).map(Done::position).orElse(0L);
    EntryFilter inbox = EntryFilter.of(new LedgerStream("alert-inbox"));
    int alerts = 0;
    List<PostedEntry> page;
    do {
      page = ledger.read(inbox, after, PAGE);
      alerts += page.size();
      after = page.isEmpty() ? after : page.getLast().position();
    } while (page.size() == PAGE);
    return alerts;
  }
}
