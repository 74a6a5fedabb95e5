package io.runbookmemory.examples.daemon.inbox;

import io.runbookmemory.guard.Redactor;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What was brought, in the ledger's stream {@code alert-inbox}, each report once. What {@link
 * #take} acknowledged survives the end of the process at any instant, and a follower of {@link
 * #read} meets it once, in the order of acceptance. Thread-safe; several daemons may share one
 * ledger.
 */
public final class Inbox implements Intake {

  private static final LedgerStream STREAM = new LedgerStream("alert-inbox");

  /** Of ids that stand in the ledger, so that what Alertmanager repeats costs no write. */
  private static final int MOST_KNOWN = 50_000;

  /** Another daemon may have pruned meanwhile: then the ledger is asked again. */
  private static final Duration KNOWN_FOR = Duration.ofHours(6);

  private final Ledger ledger;
  private final Redactor redactor;
  private final InstantSource clock;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Map<UUID, Instant> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Instant> eldest) {
          return size() > MOST_KNOWN;
        }
      };
  private volatile Runnable bell = () -> {};

  /**
   * Creates an inbox.
   *
   * @param redactor takes secrets out of annotations; of labels credentials alone are taken out,
   *     and the entry keeps the fingerprint that the alert was brought with
   */
  public Inbox(Ledger ledger, Redactor redactor, InstantSource clock) {
    this.ledger = ledger;
    this.redactor = redactor;
    this.clock = clock;
  }

  /** Sets who is told that there is something new. */
  public void onNews(Runnable newBell) {
    this.bell = newBell;
  }

  @Override
  public Taken take(List<Report> reports, int most) {
    Map<LedgerEntry, Report> entries = new LinkedHashMap<>();
    Set<UUID> met = new HashSet<>();
    Instant at = clock.instant();
    for (Report report : reports) {
      LedgerEntry entry = entry(report, at);
      if (met.add(entry.id()) && !isKnown(entry.id())) {
        entries.put(entry, report);
      }
    }
    if (!entries.isEmpty() && waiting.get() + entries.size() > most) {
      return new Taken.Full(waiting.get());
    }
    List<Report> news =
        entries.isEmpty()
            ? List.of()
            : append(List.copyOf(entries.keySet())).stream().map(entries::get).toList();
    waiting.addAndGet(news.size());
    if (!news.isEmpty()) {
      bell.run();
    }
    return new Taken.Durable(news, reports.size() - news.size());
  }

  /** One by one where some were brought before, which the ledger refuses to stand there twice. */
  private List<LedgerEntry> append(List<LedgerEntry> entries) {
    List<LedgerEntry> news;
    try {
      ledger.append(entries);
      news = entries;
    } catch (IllegalArgumentException e) {
      news = entries.stream().filter(this::appendOnce).toList();
    }
    entries.forEach(entry -> learn(entry.id()));
    return news;
  }

  private boolean appendOnce(LedgerEntry entry) {
    try {
      ledger.append(List.of(entry));
      return true;
    } catch (IllegalArgumentException e) {
      return false; // It stands there, as it was told first.
    }
  }

  private LedgerEntry entry(Report report, Instant at) {
    return new LedgerEntry(
        MemoryId.named("alert inbox", report.key()).value(),
        STREAM,
        report.status().name().toLowerCase(Locale.ROOT),
        at,
        report.alert().fingerprint().value(),
        StoredReport.write(report, redactor));
  }

  /** Returns a report as it would be read again, without its secrets. */
  public Report asKept(Report report) {
    return StoredReport.read(StoredReport.write(report, redactor));
  }

  private boolean isKnown(UUID id) {
    synchronized (known) {
      Instant learned = known.get(id);
      return learned != null && learned.plus(KNOWN_FOR).isAfter(clock.instant());
    }
  }

  private void learn(UUID id) {
    synchronized (known) {
      known.put(id, clock.instant());
    }
  }

  /** Returns what was accepted after a position, 0 for the beginning. */
  public List<Accepted> read(long after, int pageSize) {
    List<Accepted> page = new ArrayList<>();
    for (PostedEntry posted : ledger.read(EntryFilter.of(STREAM), after, pageSize)) {
      LedgerEntry entry = posted.entry();
      learn(entry.id());
      page.add(new Accepted(posted.position(), entry.at(), StoredReport.read(entry.body())));
    }
    return page;
  }

  /** Returns how many were accepted and are not yet handled, as far as this process knows. */
  public int waiting() {
    return Math.max(0, waiting.get());
  }

  /** Says how many wait, by who has just counted. */
  public void recount(int count) {
    waiting.set(count);
  }

  /** Says that some were handled. */
  public void handled(int count) {
    waiting.addAndGet(-count);
  }

  /** Forgets what was accepted before a time. */
  public long prune(Instant before) {
    synchronized (known) {
      known.clear(); // What is still there, the ledger knows.
    }
    return ledger.prune(STREAM, before);
  }
}
