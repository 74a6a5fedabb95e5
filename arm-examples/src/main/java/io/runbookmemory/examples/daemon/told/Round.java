package io.runbookmemory.examples.daemon.told;

import io.runbookmemory.examples.daemon.config.Mode;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.slo.Verdict;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.tool.record.RecordJson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That people are told of an incident, in the ledger's stream {@code alert-rounds}. It holds until
 * another of the same incident, or until they were told that it is over.
 *
 * @param version of this form, 1
 * @param incident the journal's id
 * @param urgency how urgent they were told that it is
 * @param mode how far the daemon was trusted then: so far it escalates
 * @param since from when on it is waited for somebody to acknowledge it
 * @param acknowledgedFrom an acknowledgement before that is of an earlier time; null for none
 * @param flaps whether it began so shortly after its end was told that the next end waits
 * @param channels who was told before, and not of an end
 */
public record Round(
    int version,
    String incident,
    Verdict urgency,
    Mode mode,
    Instant since,
    @Nullable Instant acknowledgedFrom,
    boolean flaps,
    List<String> channels) {

  public static final LedgerStream STREAM = new LedgerStream("alert-rounds");
  public static final String OVER = "over";

  /** Of one that holds for longer than what is kept of who was told. */
  public static final String KEPT = "kept";

  private static final RecordJson<Round> JSON = RecordJson.of(Round.class);
  private static final RecordJson<Over> OVER_JSON = RecordJson.of(Over.class);

  /** Copies the list. */
  public Round {
    channels = List.copyOf(channels);
  }

  /**
   * That they were told of the end.
   *
   * @param version of this form, 1
   * @param incident the journal's id
   */
  public record Over(int version, String incident) {

    public static Over read(String body) {
      return OVER_JSON.read(body);
    }
  }

  public static Round read(String body) {
    return JSON.read(body);
  }

  public LedgerEntry entry() {
    return entry("told", since, urgency + " " + mode, JSON.write(this));
  }

  /** Returns the entry that ends it. */
  public LedgerEntry over(Instant at) {
    return entry(OVER, at, OVER, OVER_JSON.write(new Over(1, incident)));
  }

  /** Returns the entry that says it again. */
  LedgerEntry kept(List<String> told, Instant now) {
    Round same = new Round(version, incident, urgency, mode, since, acknowledgedFrom, flaps, told);
    return entry(KEPT, now, KEPT + " " + now, JSON.write(same));
  }

  private LedgerEntry entry(String kind, Instant at, String what, String body) {
    String name = incident + " " + since + " " + what;
    return new LedgerEntry(
        MemoryId.named("alert round", name).value(), STREAM, kind, at, incident, body);
  }

  public static long prune(Ledger ledger, Instant before) {
    return ledger.prune(STREAM, before);
  }
}
