package io.runbookmemory.examples.daemon.spool;

import io.runbookmemory.examples.daemon.inbox.AlertStatus;
import io.runbookmemory.examples.daemon.inbox.Report;
import io.runbookmemory.examples.daemon.pipeline.Done;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.tool.record.RecordJson;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which alerts that fire people knew of when the shared ledger went away, so that nobody is told of
 * them once more when they are brought again. It stands in this machine's ledger too, stream {@code
 * told-before}, for a daemon that starts meanwhile. Thread-safe.
 */
final class ToldBefore {

  static final LedgerStream STREAM = new LedgerStream("told-before");

  private static final RecordJson<Kept> JSON = RecordJson.of(Kept.class);

  private final Ledger own;
  private final InstantSource clock;
  private final ToldAlerts shared;
  private volatile Map<String, String> told;

  /**
   * All of it, as it is kept: the last one counts.
   *
   * @param version of this form, 1
   * @param alerts the ids of what was handled, by fingerprint
   */
  record Kept(int version, Map<String, String> alerts) {

    /** Copies the map. */
    Kept {
      alerts = Map.copyOf(alerts);
    }
  }

  /** Knows what an earlier process knew. */
  ToldBefore(Ledger shared, Ledger own, InstantSource clock) {
    this.own = own;
    this.clock = clock;
    this.shared = new ToldAlerts(shared);
    this.told =
        own.last(EntryFilter.of(STREAM))
            .map(posted -> JSON.read(posted.entry().body()).alerts())
            .orElse(Map.of());
    this.shared.add(told);
  }

  /**
   * Returns whether people know of a report.
   *
   * @param report as it stands in an inbox
   */
  boolean isTold(Report report) {
    String id = told.get(report.alert().fingerprint().value());
    return report.status() == AlertStatus.FIRING && Done.id(report.key()).toString().equals(id);
  }

  /** Learns what was told since, from the shared ledger. */
  synchronized void learn() {
    shared.learn();
    keep();
  }

  /** Learns what was told from this machine's own, before that is handed over and dropped. */
  synchronized void learnHere() {
    ToldAlerts here = new ToldAlerts(own);
    here.learn();
    shared.add(here.told());
    keep();
  }

  private void keep() {
    Map<String, String> now = shared.told();
    if (now.equals(told)) {
      return;
    }
    Instant at = clock.instant();
    UUID id = UUID.randomUUID();
    own.append(
        List.of(new LedgerEntry(id, STREAM, "told", at, null, JSON.write(new Kept(1, now)))));
    own.prune(STREAM, at);
    told = now;
  }
}
