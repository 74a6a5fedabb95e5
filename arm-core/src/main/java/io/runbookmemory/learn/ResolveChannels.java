package io.runbookmemory.learn;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Which channels are known to report resolutions. A receiver may never send one (Alertmanager with
 * {@code send_resolved: false}); to take its silence for failure would drag every right memory
 * down.
 *
 * <p>A channel is live at a time if it reported a resolution in the 30 days before, and fewer than
 * three outcomes were concluded from its silence since: silence after silence tells of the channel,
 * not of the memories. Kept in a ledger, so that it survives a restart where the ledger does.
 * Thread-safe.
 */
public final class ResolveChannels {

  /** How long after a resolution a channel is taken to report the next one too. */
  public static final Duration WINDOW = Duration.ofDays(30);

  /** How many outcomes are concluded from a channel's silence before it speaks again. */
  public static final int SILENCES = 3;

  private static final LedgerStream HEARD = new LedgerStream("learn.heard");
  private static final LedgerStream SILENT = new LedgerStream("learn.silent");

  /** A busy channel is written down once in this time. */
  private static final Duration OFTEN_ENOUGH = Duration.ofHours(1);

  /** What is older than this decides nothing any more. */
  private static final Duration KEPT = WINDOW.multipliedBy(3);

  private static final int LONGEST_NAME = 200;

  private final Ledger ledger;
  private final RandomGenerator random;

  /**
   * Creates the room.
   *
   * @param ledger where it is kept, of the tenant whose channels they are
   * @param random the randomness of the entries' ids
   */
  public ResolveChannels(Ledger ledger, RandomGenerator random) {
    this.ledger = ledger;
    this.random = random;
  }

  static void check(String channel) {
    if (channel.isBlank() || channel.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "a channel's name must not be blank and have at most "
              + LONGEST_NAME
              + " characters, got \""
              + channel
              + "\"");
    }
  }

  /**
   * Notes that a channel reported a resolution, of whatever: to be called for every one.
   *
   * @param channel its name: 1 to 200 characters, not blank
   * @param at when
   * @throws io.runbookmemory.error.ArmException if the ledger cannot answer
   */
  public void heard(String channel, Instant at) {
    check(channel);
    boolean noted =
        lastHeard(channel)
            .filter(last -> !last.entry().at().isBefore(at.minus(OFTEN_ENOUGH)))
            .filter(last -> silences(channel, last) == 0)
            .isPresent();
    if (!noted) {
      append(HEARD, channel, at);
      ledger.prune(HEARD, at.minus(KEPT));
      ledger.prune(SILENT, at.minus(KEPT));
    }
  }

  /**
   * Returns whether a channel's silence says something.
   *
   * @param channel its name: 1 to 200 characters, not blank
   * @param at at which time
   * @return whether it is live
   * @throws io.runbookmemory.error.ArmException if the ledger cannot answer
   */
  public boolean live(String channel, Instant at) {
    check(channel);
    return lastHeard(channel)
        .filter(last -> !last.entry().at().isBefore(at.minus(WINDOW)))
        .filter(last -> silences(channel, last) < SILENCES)
        .isPresent();
  }

  /** Notes that an outcome was concluded from a channel's silence. */
  void silent(String channel, Instant at) {
    append(SILENT, channel, at);
  }

  private Optional<PostedEntry> lastHeard(String channel) {
    return ledger.last(EntryFilter.of(HEARD, channel));
  }

  private int silences(String channel, PostedEntry since) {
    return ledger.read(EntryFilter.of(SILENT, channel), since.position(), SILENCES).size();
  }

  private void append(LedgerStream stream, String channel, Instant at) {
    LedgerEntry entry =
        new LedgerEntry(
            MemoryId.fresh(at, random).value(), stream, "channel", at, channel, "{\"v\":1}");
    ledger.append(List.of(entry));
  }
}
