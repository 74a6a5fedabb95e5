package io.runbookmemory.examples.daemon.spool;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.daemon.inbox.Inbox;
import io.runbookmemory.examples.daemon.inbox.Intake;
import io.runbookmemory.examples.daemon.inbox.Report;
import io.runbookmemory.examples.daemon.inbox.Taken;
import io.runbookmemory.examples.daemon.notify.Outbox;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where alerts are written down: in the ledger that the daemons share, and while that is down in
 * one of this machine's own, until it is handed over. Thread-safe.
 */
public final class Spool implements Intake {

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

  private static final LedgerStream ALERTS = new LedgerStream("alert-inbox");
  private static final LedgerStream THREADS = new LedgerStream("slack-threads");
  private static final LedgerStream SILENCES = new LedgerStream("silences");
  private static final Instant ALL = Instant.parse("9999-12-31T00:00:00Z");
  private static final int PAGE = 200;

  private final Inbox shared;
  private final Inbox own;
  private final Ledger sharedLedger;
  private final Ledger ownLedger;
  private final ToldBefore before;
  private final Map<LedgerStream, Long> copied = new HashMap<>();
  private volatile boolean down;

  /**
   * Creates a spool.
   *
   * @param shared the inbox of the daemons' ledger
   * @param own one of this machine's
   * @param clock when it is written down of what people were told
   */
  public Spool(
      Inbox shared, Ledger sharedLedger, Inbox own, Ledger ownLedger, InstantSource clock) {
    this.shared = shared;
    this.sharedLedger = sharedLedger;
    this.own = own;
    this.ownLedger = ownLedger;
    this.before = new ToldBefore(sharedLedger, ownLedger, clock);
  }

  @Override
  public Taken take(List<Report> reports, int most) {
    while (true) {
      if (!down) {
        try {
          return shared.take(reports, most);
        } catch (UnavailableException e) {
          LOG.warn("the shared ledger is down, alerts are kept here: {}", e.getMessage());
          down = true;
        }
      }
      synchronized (this) {
        // Until all is handed over, so that the end of an alert does not overtake its beginning.
        if (down) {
          return takeHere(reports, most);
        }
      }
    }
  }

  /** What people were told of before stands in the shared ledger, and was handled there. */
  private Taken takeHere(List<Report> reports, int most) {
    List<Report> others =
        reports.stream().filter(report -> !before.isTold(own.asKept(report))).toList();
    int told = reports.size() - others.size();
    return switch (own.take(others, most)) {
      case Taken.Durable taken -> new Taken.Durable(taken.news(), taken.known() + told);
      case Taken.Full full -> full;
    };
  }

  /** Returns whether alerts are kept here: the shared ledger is down, or was until just now. */
  public boolean isDown() {
    return down;
  }

  /** Returns whether no alert is here alone. */
  public boolean isEmpty() {
    return ownLedger.last(EntryFilter.of(ALERTS)).isEmpty();
  }

  /** Asks the shared ledger for anything; alerts are kept here from now on if it is silent. */
  boolean isReached() {
    try {
      var unused = sharedLedger.last(EntryFilter.of(SILENCES));
      return true;
    } catch (UnavailableException e) {
      down = true;
      return false;
    }
  }

  /** Brings alerts to the shared ledger again, unless some are here. */
  synchronized void goOn() {
    if (isEmpty()) {
      down = false;
    }
  }

  /** Learns what holds while nobody can be asked: what people silenced, and were told of. */
  void learn() {
    copy(sharedLedger, ownLedger, SILENCES);
    before.learn();
  }

  /**
   * Hands all of it over, and forgets it: first what was told, so that nobody tells it again; then
   * the alerts, which are treated there like all others. Nobody may work on it meanwhile. Where it
   * fails it is done again.
   *
   * @throws UnavailableException if the shared ledger is down again
   */
  void handOver() {
    copied.keySet().removeIf(stream -> !stream.equals(SILENCES));
    tell();
    before.learnHere();
    synchronized (this) {
      copy(ownLedger, sharedLedger, ALERTS);
      own.prune(ALL); // Brought once more while it is down again, they are new here.
      for (LedgerStream stream : ownLedger.streams()) {
        if (!stream.equals(SILENCES) && !stream.equals(ToldBefore.STREAM)) {
          var unused = ownLedger.prune(stream, ALL);
        }
      }
      down = false;
    }
  }

  /** What was queued here and not told is queued there anew, with its alert. */
  private void tell() {
    List<LedgerEntry> told = new ArrayList<>();
    for (Outbox.Ended ended : new Outbox(ownLedger).ended(Instant.MIN)) {
      told.add(new Outbox(ownLedger).entry(ended.queued()));
      told.add(Outbox.ending(ended));
      if (told.size() >= PAGE) {
        append(sharedLedger, told);
        told.clear();
      }
    }
    append(sharedLedger, told);
    copy(ownLedger, sharedLedger, THREADS);
  }

  private void copy(Ledger from, Ledger to, LedgerStream stream) {
    List<PostedEntry> page;
    do {
      page = from.read(EntryFilter.of(stream), copied.getOrDefault(stream, 0L), PAGE);
      append(to, page.stream().map(PostedEntry::entry).toList());
      if (!page.isEmpty()) {
        copied.put(stream, page.getLast().position());
      }
    } while (page.size() == PAGE);
  }

  /** One by one where some stand there in other words, which stay. */
  private static void append(Ledger to, List<LedgerEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    try {
      var unused = to.append(entries);
    } catch (IllegalArgumentException e) {
      entries.forEach(entry -> appendOnce(to, entry));
    }
  }

  private static void appendOnce(Ledger to, LedgerEntry entry) {
    try {
      var unused = to.append(List.of(entry));
    } catch (IllegalArgumentException e) {
      LOG.debug("{} stands there as it was told first", entry.id());
    }
  }
}
