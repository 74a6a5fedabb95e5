package io.runbookmemory.examples.remedy.later;

import io.runbookmemory.examples.remedy.turn.Priority;
import io.runbookmemory.examples.remedy.turn.Turn;
import io.runbookmemory.examples.remedy.turn.Turns;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is to be put back and what was, in the ledger's stream {@code remedy-follow-ups}. What was
 * done is dropped after a month. What was not done by then is written down anew before, so that it
 * stays however old it is. Thread-safe.
 */
final class FollowUpLog {

  private static final LedgerStream STREAM = new LedgerStream("remedy-follow-ups");
  private static final String DUE = "due";
  private static final String DONE = "done";
  private static final int PAGE = 500;
  private static final Duration RETENTION = Duration.ofDays(30);
  private static final Duration PRUNE_EVERY = Duration.ofDays(1);

  /** Who did not read for so long may have missed what is dropped; the rest is for clocks. */
  private static final Duration LONGEST_PAUSE = RETENTION.minusDays(1);

  private final Ledger ledger;
  private final InstantSource clock;

  /** What was read so far leaves open: all of it is not read again at every look. */
  private final Map<UUID, Open> known = new LinkedHashMap<>();

  private long seen;
  private Instant read = Instant.MIN;
  private volatile Instant pruned = Instant.MIN;

  /** What is to be done, and since when that stands there. */
  private record Open(FollowUp what, Instant since) {}

  FollowUpLog(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Writes down what is to be done. */
  void keep(Turn turn, String callId, FollowUp what) {
    turn.write(due(MemoryId.named("remedy follow-up", callId).value(), what));
  }

  private LedgerEntry due(UUID id, FollowUp what) {
    return new LedgerEntry(
        id, STREAM, DUE, clock.instant(), what.target(), FollowUp.JSON.write(what));
  }

  /** Writes down what was done, in words. */
  void done(Turn turn, UUID id, FollowUp one, String words) {
    turn.write(done(id, one, words));
  }

  private LedgerEntry done(UUID id, FollowUp one, String words) {
    UUID own = MemoryId.named("remedy follow-up done", id.toString()).value();
    String body = Done.JSON.write(new Done(1, id, words));
    return new LedgerEntry(own, STREAM, DONE, clock.instant(), one.target(), body);
  }

  /** Returns what is still to be done, what is due first at the beginning. */
  synchronized Map<UUID, FollowUp> open() {
    readOn();
    Map<UUID, FollowUp> open = new LinkedHashMap<>();
    known.entrySet().stream()
        .sorted(Comparator.comparing(one -> one.getValue().what().due()))
        .forEach(one -> open.put(one.getKey(), one.getValue().what()));
    return open;
  }

  private void readOn() {
    Instant now = clock.instant();
    if (now.isAfter(read.plus(LONGEST_PAUSE))) {
      known.clear();
      seen = 0;
    }
    List<PostedEntry> page;
    do {
      page = ledger.read(EntryFilter.of(STREAM), seen, PAGE);
      for (PostedEntry posted : page) {
        learn(posted.entry());
        seen = posted.position();
      }
    } while (page.size() == PAGE);
    read = now;
  }

  private void learn(LedgerEntry entry) {
    if (entry.kind().equals(DUE)) {
      known.put(entry.id(), new Open(FollowUp.JSON.read(entry.body()), entry.at()));
    } else {
      known.remove(Done.JSON.read(entry.body()).of());
    }
  }

  /**
   * Drops what is old and done, once a day.
   *
   * @param turns for what is old and not done: while another has its target it may be done, and all
   *     of it waits for the next look
   */
  void pruneIfDue(Turns turns) {
    Instant now = clock.instant();
    if (now.isBefore(pruned.plus(PRUNE_EVERY))) {
      return;
    }
    Instant before = now.minus(RETENTION);
    for (Map.Entry<UUID, FollowUp> one : old(before).entrySet()) {
      if (!isRenewed(turns, one.getKey(), one.getValue())) {
        return;
      }
    }
    var unused = ledger.prune(STREAM, before);
    pruned = now;
  }

  private synchronized Map<UUID, FollowUp> old(Instant before) {
    readOn();
    Map<UUID, FollowUp> old = new LinkedHashMap<>();
    known.forEach(
        (id, one) -> {
          if (one.since().isBefore(before)) {
            old.put(id, one.what());
          }
        });
    return old;
  }

  /** Ends it and writes it down under another name, at once; false while its target is taken. */
  private boolean isRenewed(Turns turns, UUID id, FollowUp one) {
    Turns.Asked asked = turns.ask(one.target(), Priority.LATER, clock.instant());
    if (!(asked instanceof Turns.Asked.Given given)) {
      return false;
    }
    try (Turn turn = given.turn()) {
      // Another daemon may have done it, or this, before the turn.
      if (open().containsKey(id)) {
        UUID next = MemoryId.named("remedy follow-up again", id.toString()).value();
        turn.write(done(id, one, "written down anew, as it is not done"), due(next, one));
        turn.end(one.target() + " is still to be scaled down");
      }
      return true;
    }
  }
}
