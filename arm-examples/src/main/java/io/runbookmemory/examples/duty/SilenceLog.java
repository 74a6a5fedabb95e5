package io.runbookmemory.examples.duty;

import io.runbookmemory.guard.Redactor;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import io.runbookmemory.tool.record.RecordJson;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Silences, in the ledger's stream {@code silences}: who asked for each, why, and who lifted it.
 * Nothing of it is changed or dropped before it is pruned, so that it is its own audit.
 * Thread-safe.
 */
public final class SilenceLog {

  /** Longer than any maintenance: what is to be silent for good is a rule to delete. */
  public static final Duration LONGEST = Duration.ofDays(31);

  private static final LedgerStream STREAM = new LedgerStream("silences");
  private static final RecordJson<KeptSilence> JSON = RecordJson.of(KeptSilence.class);
  private static final RecordJson<Lifted> LIFTED = RecordJson.of(Lifted.class);
  private static final String ASKED = "silenced";
  private static final int PAGE = 500;
  private static final int ID_BYTES = 4;

  private final Ledger ledger;
  private final Redactor redactor;
  private final Map<String, KeptSilence> known = new LinkedHashMap<>();
  private long seen;

  /**
   * Creates a log.
   *
   * @param redactor takes secrets out of reasons
   */
  public SilenceLog(Ledger ledger, Redactor redactor) {
    this.ledger = ledger;
    this.redactor = redactor;
  }

  /** That a silence was lifted. */
  record Lifted(int version, String id, String by, Instant at) {}

  /**
   * Writes a silence down.
   *
   * @param random its id
   */
  public KeptSilence add(Asked asked, RandomGenerator random) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    KeptSilence silence =
        new KeptSilence(
            1,
            HexFormat.of().formatHex(id),
            asked.by(),
            redactor.redact(asked.reason()),
            asked.labels(),
            asked.from(),
            asked.to(),
            null,
            null);
    append(ASKED, silence.id(), asked.from(), JSON.write(silence));
    return silence;
  }

  /** Ends a silence before its time; empty if there is none of this id that still holds. */
  public Optional<KeptSilence> lift(String id, String by, Instant at) {
    Optional<KeptSilence> there =
        all().stream().filter(one -> one.id().equals(id) && at.isBefore(one.end())).findFirst();
    there.ifPresent(one -> append("lifted", id, at, LIFTED.write(new Lifted(1, id, by, at))));
    return there.map(one -> one.lifted(at, by));
  }

  private void append(String kind, String id, Instant at, String body) {
    ledger.append(
        List.of(
            new LedgerEntry(
                MemoryId.named("silence", id + " " + kind).value(), STREAM, kind, at, id, body)));
  }

  /** Returns all silences, the oldest first. */
  public synchronized List<KeptSilence> all() {
    List<PostedEntry> page;
    do {
      page = ledger.read(EntryFilter.of(STREAM), seen, PAGE);
      for (PostedEntry posted : page) {
        seen = posted.position();
        String body = posted.entry().body();
        if (posted.entry().kind().equals(ASKED)) {
          KeptSilence silence = JSON.read(body);
          known.put(silence.id(), silence);
        } else {
          Lifted lifted = LIFTED.read(body);
          known.computeIfPresent(lifted.id(), (id, one) -> one.lifted(lifted.at(), lifted.by()));
        }
      }
    } while (page.size() == PAGE);
    return List.copyOf(known.values());
  }

  /**
   * What is asked for.
   *
   * @param labels what an alert must have; empty for every alert
   * @param reason why, not blank
   * @param by who asks
   * @param from its beginning
   * @param to its end, later
   */
  public record Asked(
      Map<String, String> labels, String reason, String by, Instant from, Instant to) {

    /** Checks the rules and copies the map. */
    public Asked {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("a silence must say its reason");
      }
      if (!to.isAfter(from) || Duration.between(from, to).compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "a silence must last for more than nothing and at most "
                + LONGEST.toDays()
                + " days, got "
                + Duration.between(from, to));
      }
      labels = Map.copyOf(labels);
    }
  }
}
