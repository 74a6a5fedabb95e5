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
  private static final RecordJson<Followed> FOLLOWED = RecordJson.of(Followed.class);
  private static final int PAGE = 100;

  /** Whose entries are of no incident. */
  private static final String FOLLOWER = "follower";

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

  /** How far the journal was followed. */
  record Followed(int version, long position) {}

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

  /**
   * Returns up to where in the ledger the journal was followed; where it never was, up to where the
   * last thread began.
   */
  long followedTo() {
    Optional<PostedEntry> last = ledger.get().last(EntryFilter.of(STREAM, FOLLOWER));
    if (last.isEmpty()) {
      return ledger.get().last(EntryFilter.of(STREAM)).map(PostedEntry::position).orElse(0L);
    }
    // In a store that was imported all positions are others, and none is ahead of its entry.
    PostedEntry entry = last.get();
    return Math.min(FOLLOWED.read(entry.entry().body()).position(), entry.position());
  }

  /** Writes down that what stands at a position was said in its threads. */
  void follow(long position, Instant at) {
    LedgerEntry entry =
        new LedgerEntry(
            MemoryId.named("slack threads followed", String.valueOf(position)).value(),
            STREAM,
            "followed",
            at,
            FOLLOWER,
            FOLLOWED.write(new Followed(1, position)));
    try {
      ledger.get().append(List.of(entry));
    } catch (IllegalArgumentException e) {
      return; // Another process said the same before it was stopped.
    }
  }

  /** Forgets what was begun before a time. */
  static void prune(Ledger ledger, Instant before) {
    ledger.prune(STREAM, before);
  }
}
