package io.runbookmemory.examples.remedy.turn;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.lease.Leases;
import io.runbookmemory.store.ledger.AppendResult;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The turn on a target, from being given to being closed. Not thread-safe. */
public final class Turn implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
  private static final int PAGE = 100;

  private final Ledger ledger;
  private final Leases leases;
  private final InstantSource clock;
  private Lease lease;
  private long seen;
  private boolean pauseAsked;

  Turn(Ledger ledger, Leases leases, Lease lease, long from, InstantSource clock) {
    this.ledger = ledger;
    this.leases = leases;
    this.lease = lease;
    this.seen = from;
    this.clock = clock;
  }

  void begin() {
    write(TurnEntry.BEGUN, "");
  }

  /**
   * Says what is done next.
   *
   * @throws UnavailableException if an urgent one waits, or another has the turn; then the step
   *     must not be taken
   */
  public void next(String words) {
    keep();
    if (isPauseAsked()) {
      throw new UnavailableException(
          name(), "paused before \"" + words + "\", as a more urgent one waits; call again");
    }
    write(TurnEntry.STEP, words);
  }

  /**
   * Returns whether a more urgent one waits for this turn to end.
   *
   * @throws UnavailableException if that cannot be told
   */
  public boolean isPauseAsked() {
    List<PostedEntry> page;
    do {
      page = ledger.read(EntryFilter.of(TurnEntry.STREAM, name()), seen, PAGE);
      for (PostedEntry posted : page) {
        seen = posted.position();
        LedgerEntry entry = posted.entry();
        pauseAsked |=
            entry.kind().equals(TurnEntry.PAUSE)
                && TurnEntry.read(entry).holder().equals(lease.claim().owner());
      }
    } while (page.size() == PAGE);
    return pauseAsked;
  }

  /**
   * Keeps the turn for longer.
   *
   * @throws UnavailableException if it went to another
   */
  public void keep() {
    lease = leases.renew(lease).orElseThrow(this::lost);
  }

  /** Writes down how it ended. */
  public void end(String words) {
    write(TurnEntry.ENDED, words);
  }

  /**
   * Writes entries of another stream, all or none, unless the turn went to another.
   *
   * @throws UnavailableException if it did
   */
  public void write(LedgerEntry... entries) {
    switch (ledger.append(List.of(entries), lease)) {
      case AppendResult.Appended appended -> {}
      case AppendResult.Fenced fenced -> throw lost();
    }
  }

  private void write(String kind, String words) {
    write(new TurnEntry(1, lease.claim().owner(), words).entry(kind, name(), clock.instant()));
  }

  private String name() {
    return lease.claim().name();
  }

  private UnavailableException lost() {
    return new UnavailableException(
        name(),
        "the turn on " + name() + " went to another; what was done so far is in the ledger");
  }

  /**
   * Lets the next have it at once. What was done under it is done, whether or not the store hears
   * of this: a turn that cannot be given back ends by itself.
   */
  @Override
  public void close() {
    try {
      leases.release(lease);
    } catch (ArmException e) {
      LOG.warn("the turn on {} could not be given back: {}", name(), e.getMessage());
    }
  }
}
