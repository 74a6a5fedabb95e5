package io.runbookmemory.examples.remedy.watch;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.alert.AlertFingerprint;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import io.runbookmemory.tool.record.RecordJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which troubles of pods began and which are over, in the ledger's stream {@code pod-troubles}: so
 * that the next process knows what went on, and several that watch the same tell one beginning.
 * Thread-safe.
 */
final class TroubleLog {

  private static final LedgerStream STREAM = new LedgerStream("pod-troubles");
  private static final RecordJson<Kept> JSON = RecordJson.of(Kept.class);
  private static final int PAGE = 500;
  private static final Duration RETENTION = Duration.ofDays(30);

  private final Ledger ledger;
  private final InstantSource clock;

  TroubleLog(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * A trouble.
   *
   * @param version of this form, 1
   * @param startsAt when it was first seen
   * @param endedAt when it was over; null while it is not
   */
  record Kept(
      int version,
      Map<String, String> labels,
      Map<String, String> annotations,
      Instant startsAt,
      @Nullable Instant endedAt) {

    private static Kept of(Alert alert, @Nullable Instant endedAt) {
      return new Kept(1, alert.labels(), alert.annotations(), alert.startsAt(), endedAt);
    }

    Alert alert() {
      return new Alert(labels, annotations, startsAt);
    }
  }

  /** Returns the last of each trouble of a cluster. */
  List<Kept> all(String cluster) {
    ledger.prune(STREAM, clock.instant().minus(RETENTION));
    return List.copyOf(read(EntryFilter.of(STREAM), cluster).values());
  }

  private Map<AlertFingerprint, Kept> read(EntryFilter filter, String cluster) {
    Map<AlertFingerprint, Kept> last = new HashMap<>();
    long after = 0;
    List<PostedEntry> page;
    do {
      page = ledger.read(filter, after, PAGE);
      for (PostedEntry posted : page) {
        after = posted.position();
        Kept kept = JSON.read(posted.entry().body());
        if (cluster.equals(kept.labels().get("cluster"))) {
          last.put(kept.alert().fingerprint(), kept);
        }
      }
    } while (page.size() == PAGE);
    return last;
  }

  /**
   * Writes down that a trouble is seen now.
   *
   * @return as it is told, with when it was first seen, by whomever
   */
  Alert began(Alert seen) {
    Alert now = new Alert(seen.labels(), seen.annotations(), clock.instant());
    List<PostedEntry> before = of(seen.fingerprint());
    Optional<Alert> open = open(before);
    if (open.isPresent() || append(now, null, before)) {
      return open.orElse(now);
    }
    return open(of(seen.fingerprint())).orElse(now);
  }

  /** Writes down that one is over. */
  void ended(Alert alert) {
    List<PostedEntry> before = of(alert.fingerprint());
    if (open(before).filter(one -> one.startsAt().equals(alert.startsAt())).isPresent()) {
      append(alert, clock.instant(), before);
    }
  }

  private List<PostedEntry> of(AlertFingerprint fingerprint) {
    List<PostedEntry> all = new ArrayList<>();
    List<PostedEntry> page;
    do {
      long after = all.isEmpty() ? 0 : all.getLast().position();
      page = ledger.read(EntryFilter.of(STREAM, fingerprint.value()), after, PAGE);
      all.addAll(page);
    } while (page.size() == PAGE);
    return all;
  }

  private static Optional<Alert> open(List<PostedEntry> entries) {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    Kept last = JSON.read(entries.getLast().entry().body());
    return last.endedAt() == null ? Optional.of(last.alert()) : Optional.empty();
  }

  /** Returns whether it was written; if not, another process was first behind the same entry. */
  private boolean append(Alert alert, @Nullable Instant endedAt, List<PostedEntry> before) {
    String fingerprint = alert.fingerprint().value();
    long last = before.isEmpty() ? 0 : before.getLast().position();
    LedgerEntry entry =
        new LedgerEntry(
            MemoryId.named("pod trouble", fingerprint + "/" + last).value(),
            STREAM,
            endedAt == null ? "began" : "ended",
            clock.instant(),
            fingerprint,
            JSON.write(Kept.of(alert, endedAt)));
    try {
      ledger.append(List.of(entry));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
