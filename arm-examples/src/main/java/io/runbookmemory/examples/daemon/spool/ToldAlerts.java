package io.runbookmemory.examples.daemon.spool;

import io.runbookmemory.examples.daemon.notify.Notification;
import io.runbookmemory.examples.daemon.notify.Outbox;
import io.runbookmemory.examples.daemon.pipeline.Done;
import io.runbookmemory.examples.daemon.told.Look;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts fire and people know of, as a ledger says: they were handled, their end was not, and
 * nothing of their incident is still to be told. For one thread.
 */
final class ToldAlerts {

  /** What fires beyond that is told of once more. */
  private static final int MOST_KNOWN = 10_000;

  private static final int PAGE = 500;

  private final Ledger ledger;
  private final Map<LedgerStream, Long> seen = new HashMap<>();

  /** The incidents of what was queued and has no end, by the notification. */
  private final Map<String, String> waiting = new HashMap<>();

  /** What fires, by fingerprint. */
  private final Map<String, One> firing =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, One> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  /** What was handled last of an alert that fires. */
  private record One(UUID id, @Nullable String incident, boolean told) {}

  ToldAlerts(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Learns what the ledger says since the last time. */
  void learn() {
    // In this order: what a report had queued stands there as soon as that it was handled.
    follow(Done.STREAM, this::handled);
    follow(Look.STREAM, this::looked);
    follow(Outbox.STREAM, this::notified);
  }

  private void follow(LedgerStream stream, Consumer<LedgerEntry> reader) {
    List<PostedEntry> page;
    do {
      page = ledger.read(EntryFilter.of(stream), seen.getOrDefault(stream, 0L), PAGE);
      for (PostedEntry posted : page) {
        reader.accept(posted.entry());
        seen.put(stream, posted.position());
      }
    } while (page.size() == PAGE);
  }

  private void handled(LedgerEntry entry) {
    Done done = Done.read(entry);
    String fingerprint = Objects.requireNonNull(entry.subject());
    if (done.isEnd()) {
      firing.remove(fingerprint);
    } else {
      firing.put(fingerprint, new One(entry.id(), done.incident(), done.isTold()));
    }
  }

  /** What was silent at first may have been told of later. */
  private void looked(LedgerEntry entry) {
    Look look = Look.read(entry);
    UUID id = Done.id(look.key());
    if (Done.isTold(look.treatment())) {
      firing.computeIfPresent(
          Objects.requireNonNull(entry.subject()),
          (fingerprint, one) -> one.id().equals(id) ? new One(id, look.incident(), true) : one);
    }
  }

  private void notified(LedgerEntry entry) {
    Notification queued = Outbox.queued(entry).orElse(null);
    if (queued == null) {
      waiting.remove(Outbox.ended(entry));
      return;
    }
    String incident = queued.incident();
    if (incident != null && !queued.resolved()) {
      waiting.put(queued.id(), incident);
    }
  }

  /** Learns what another one knows. */
  void add(Map<String, String> told) {
    told.forEach(
        (fingerprint, id) -> firing.put(fingerprint, new One(UUID.fromString(id), null, true)));
  }

  /** Returns the ids of what was handled, by the fingerprint. */
  Map<String, String> told() {
    Set<String> untold = new HashSet<>(waiting.values());
    Map<String, String> told = new HashMap<>();
    firing.forEach(
        (fingerprint, one) -> {
          if (one.told() && !untold.contains(one.incident())) {
            told.put(fingerprint, one.id().toString());
          }
        });
    return told;
  }
}
