package io.runbookmemory.examples.daemon.told;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import io.runbookmemory.tool.record.RecordJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That the clock had something decided about an alert, in the ledger's stream {@code alert-looks}:
 * what still fires was said again, came out of a silence or became more urgent; or an end was told
 * that had waited.
 *
 * @param version of this form, 1
 * @param after the position of the report that was handled before it
 * @param key of the report that it is about
 * @param again how often it was looked at again with this; 0 for an end
 * @param urgency what it asked for
 * @param treatment what became of it, as the log words it; {@code over} for an end
 * @param incident the journal's id; null if it has none
 */
public record Look(
    int version,
    long after,
    String key,
    int again,
    Verdict urgency,
    String treatment,
    @Nullable String incident) {

  public static final String OVER = "over";

  /** Where it is kept. */
  public static final LedgerStream STREAM = new LedgerStream("alert-looks");

  private static final RecordJson<Look> JSON = RecordJson.of(Look.class);
  private static final int PAGE = 500;

  /** What was decided, and when. */
  public record At(Look look, String fingerprint, Instant at) {}

  public LedgerEntry entry(String fingerprint, Instant at) {
    return new LedgerEntry(
        MemoryId.named("alert look", name(key, again)).value(),
        STREAM,
        treatment.toLowerCase(Locale.ROOT),
        at,
        fingerprint,
        JSON.write(this));
  }

  /** Reads an entry. */
  public static Look read(LedgerEntry entry) {
    return JSON.read(entry.body());
  }

  /** Returns what an alert is told under when it is told again, the same for whoever does it. */
  public static String name(String key, int again) {
    return key + "/again/" + again;
  }

  /** Returns all of them, in their order. */
  public static List<At> all(Ledger ledger) {
    List<At> all = new ArrayList<>();
    long after = 0;
    List<PostedEntry> page;
    do {
      page = ledger.read(EntryFilter.of(STREAM), after, PAGE);
      for (PostedEntry posted : page) {
        after = posted.position();
        LedgerEntry entry = posted.entry();
        String fingerprint = Objects.requireNonNull(entry.subject());
        all.add(new At(read(entry), fingerprint, entry.at()));
      }
    } while (page.size() == PAGE);
    return all;
  }

  public static long prune(Ledger ledger, Instant before) {
    return ledger.prune(STREAM, before);
  }
}
