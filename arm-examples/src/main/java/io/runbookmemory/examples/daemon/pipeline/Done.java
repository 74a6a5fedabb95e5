package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.examples.daemon.inbox.Accepted;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import io.runbookmemory.tool.record.RecordJson;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That an accepted report was handled, in the ledger's stream {@code alert-work}. They stand there
 * in the order of the inbox, without a gap: the last one says where to go on.
 *
 * @param version of this form, 1
 * @param position of the report in the inbox
 * @param urgency what it asked for
 * @param treatment what became of it, as the log words it
 * @param incident the journal's id; null if it has none
 */
public record Done(
    int version, long position, Verdict urgency, String treatment, @Nullable String incident) {

  /** Where it is kept. */
  public static final LedgerStream STREAM = new LedgerStream("alert-work");

  private static final RecordJson<Done> JSON = RecordJson.of(Done.class);
  private static final Set<String> KNOWN = Set.of("notified", "reminded", "folded", "inhibited");

  /**
   * Returns the id of the entry that says that a report was handled.
   *
   * @param key of the report as it stands in the inbox
   */
  public static UUID id(String key) {
    return MemoryId.named("alert work", key).value();
  }

  /** Returns the entry that says it of a report. */
  public LedgerEntry entry(Accepted of) {
    return new LedgerEntry(
        id(of.report().key()),
        STREAM,
        treatment.toLowerCase(Locale.ROOT),
        of.at(),
        of.report().alert().fingerprint().value(),
        JSON.write(this));
  }

  /** Reads an entry. */
  public static Done read(LedgerEntry entry) {
    return JSON.read(entry.body());
  }

  private static Done read(PostedEntry posted) {
    return read(posted.entry());
  }

  /** Returns whether it was about an end. */
  public boolean isEnd() {
    return treatment.equals("ended");
  }

  /** Returns whether people were told: of the alert, or of what it belongs to. */
  public boolean isTold() {
    return isTold(treatment);
  }

  /** Returns whether people know of what was treated so. */
  public static boolean isTold(String treatment) {
    return KNOWN.contains(treatment);
  }

  static Optional<Done> last(Ledger ledger) {
    return ledger.last(EntryFilter.of(STREAM)).map(Done::read);
  }

  /** A page of them, and the position in the ledger behind it. */
  record Page(List<Done> done, long end) {}

  static Page page(Ledger ledger, long after, int pageSize) {
    List<PostedEntry> posted = ledger.read(EntryFilter.of(STREAM), after, pageSize);
    return new Page(
        posted.stream().map(Done::read).toList(),
        posted.isEmpty() ? after : posted.getLast().position());
  }

  static long prune(Ledger ledger, Instant before) {
    return ledger.prune(STREAM, before);
  }
}
