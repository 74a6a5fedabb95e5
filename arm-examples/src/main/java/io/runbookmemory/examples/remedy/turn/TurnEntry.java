package io.runbookmemory.examples.remedy.turn;

import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.tool.record.RecordJson;
import java.time.Instant;
import java.util.UUID;

/**
 * What is written down of a turn.
 *
 * @param version of this form, 1
 * @param holder whose turn it is about
 * @param words what is done, or who asks for a pause
 */
record TurnEntry(int version, String holder, String words) {

  static final LedgerStream STREAM = new LedgerStream("remedies");
  static final String BEGUN = "begun";
  static final String STEP = "step";
  static final String PAUSE = "pause-asked";
  static final String ENDED = "ended";

  private static final RecordJson<TurnEntry> JSON = RecordJson.of(TurnEntry.class);

  LedgerEntry entry(String kind, String target, Instant at) {
    return new LedgerEntry(UUID.randomUUID(), STREAM, kind, at, target, JSON.write(this));
  }

  static TurnEntry read(LedgerEntry entry) {
    return JSON.read(entry.body());
  }
}
