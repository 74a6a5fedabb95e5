package io.runbookmemory.examples.remedy.turn;

import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Leases;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.store.ledger.PostedEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Gives turns on targets: a lease each, whose owner says its priority. Who comes with a higher one
 * asks the holder, through the ledger, to stop before its next step, and waits for that. Whatever
 * is written under a turn is refused by the ledger once the lease went to another. Thread-safe.
 */
public final class Turns {

  /** What became of asking for a turn. */
  public sealed interface Asked {

    /**
     * It is yours.
     *
     * @param turn to be closed
     */
    record Given(Turn turn) implements Asked {}

    /**
     * Another has it, and does not stop for you.
     *
     * @param holder whose it is, with their priority
     * @param until when it ends unless it is kept
     */
    record Busy(String holder, Instant until) implements Asked {}
  }

  /** Longer than any step may take; so long rests a target whose daemon was killed. */
  static final Duration LENGTH = Duration.ofMinutes(2);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_OWNER = 160;

  private final Ledger ledger;
  private final Leases leases;
  private final String owner;
  private final InstantSource clock;
  private final Waiting waiting;

  /**
   * Creates the turns of a tenant.
   *
   * @param store where leases and ledger are, shared by all daemons
   * @param owner this daemon
   */
  public Turns(
      LedgerStore store, Tenant tenant, String owner, InstantSource clock, Waiting waiting) {
    this.ledger = store.ledger(tenant);
    this.leases = store.leases();
    this.owner = owner.length() > LONGEST_OWNER ? owner.substring(0, LONGEST_OWNER) : owner;
    this.clock = clock;
    this.waiting = waiting;
  }

  /**
   * Asks for the turn on a target, and waits until the deadline for one of a lower priority to
   * stop.
   *
   * @param target cluster/namespace/name
   */
  public Asked ask(String target, Priority priority, Instant deadline) {
    String name = leaseName(target);
    // Noted before the lease is there, so that no asking for a pause falls between.
    long from =
        ledger.last(EntryFilter.of(TurnEntry.STREAM, name)).map(PostedEntry::position).orElse(0L);
    String holder = priority + " " + owner + " " + UUID.randomUUID();
    String asked = "";
    while (true) {
      switch (leases.acquire(new Claim(name, holder, LENGTH))) {
        case Acquisition.Granted granted -> {
          Turn turn = new Turn(ledger, leases, granted.lease(), from, clock);
          turn.begin();
          return new Asked.Given(turn);
        }
        case Acquisition.Held held -> {
          boolean waits =
              priority.isAbove(of(held.owner())) && clock.instant().plus(POLL).isBefore(deadline);
          if (!waits) {
            return new Asked.Busy(held.owner(), held.until());
          }
          if (!asked.equals(held.owner())) {
            asked = held.owner();
            ledger.append(
                List.of(
                    new TurnEntry(1, asked, holder).entry(TurnEntry.PAUSE, name, clock.instant())));
          }
          waiting.pause(POLL);
        }
      }
    }
  }

  /** A lease of another program, whose priority nobody knows, is not to be paused. */
  private static Priority of(String holder) {
    for (Priority one : Priority.values()) {
      if (holder.startsWith(one + " ")) {
        return one;
      }
    }
    return Priority.URGENT;
  }

  static String leaseName(String target) {
    String name = "remedy/" + target;
    return name.length() <= LONGEST_NAME && name.matches("[A-Za-z0-9._/:-]+")
        ? name
        : "remedy/"
            + UUID.nameUUIDFromBytes(target.getBytes(StandardCharsets.UTF_8))
                .toString()
                .toLowerCase(Locale.ROOT);
  }
}
