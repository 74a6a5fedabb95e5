package io.runbookmemory.examples.daemon.notify;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import io.runbookmemory.tool.record.RecordJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which message of Slack an incident began with, in the ledger's stream {@code slack-threads}: what
 * is said of it later goes into that one's thread, whichever process says it. Thread-safe.
 */
public final class SlackThreads {

  private static final LedgerStream STREAM = new LedgerStream("slack-threads");
  private static final RecordJson<Begun> JSON = RecordJson.of(Begun.class);
  private static final int PAGE = 100;

  private final Supplier<Ledger> ledger;

  /** Creates it over a ledger that is asked for when it is needed. */
  public SlackThreads(Supplier<Ledger> ledger) {
    this.ledger = ledger;
  }

  /**
   * A message that began a thread.
   *
   * @param version of this form, 1
   * @param incident the journal's id
   * @param name what the configuration calls the channel
   * @param channel as Slack calls it
   * @param message its id there
   * @param text what it said
   */
  public record Begun(
      int version, String incident, String name, String channel, String message, String text) {}

  /** Returns the thread of an incident in a channel of the configuration. */
  Optional<Begun> find(String incident, String name) {
    return of(incident).stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** Returns the threads of an incident. */
  public List<Begun> of(String incident) {
    List<Begun> begun = new ArrayList<>();
    for (PostedEntry posted : ledger.get().read(EntryFilter.of(STREAM, incident), 0, PAGE)) {
      begun.add(JSON.read(posted.entry().body()));
    }
    return begun;
  }

  /** Writes a thread down; the first of an incident in a channel is the one that counts. */
  void begin(Begun begun, Instant at) {
    LedgerEntry entry =
        new LedgerEntry(
            MemoryId.named("slack thread", begun.incident() + "/" + begun.name()).value(),
            STREAM,
            "begun",
            at,
            begun.incident(),
            JSON.write(begun));
    try {
      ledger.get().append(List.of(entry));
    } catch (IllegalArgumentException e) {
      // There is one already: another process sent the same before it was stopped.
      return;
    }
  }

  /** Forgets what was begun before a time. */
  static void prune(Ledger ledger, Instant before) {
    ledger.prune(STREAM, before);
  }
}
