package io.runbookmemory.examples.daemon.chat;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Which signed requests were heard, in the ledger's stream {@code chat-requests}: one that is sent
 * again is refused by every daemon of the store, and after a restart. Thread-safe.
 */
final class Replays {

  private static final LedgerStream STREAM = new LedgerStream("chat-requests");
  private static final Duration PRUNE_EVERY = Duration.ofHours(1);

  private final Ledger ledger;
  private Instant pruned = Instant.MIN;

  Replays(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Returns whether a request is heard for the first time.
   *
   * @param signature of it
   */
  boolean isNew(String signature, Instant now) {
    prune(now);
    // The id is made of the signature, the body of nothing: whoever comes second has another body.
    LedgerEntry entry =
        new LedgerEntry(
            MemoryId.named("chat request", signature).value(),
            STREAM,
            "heard",
            now,
            "chat",
            "{\"version\":1,\"nonce\":\"" + UUID.randomUUID() + "\"}");
    try {
      ledger.append(List.of(entry));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private synchronized void prune(Instant now) {
    if (now.minus(PRUNE_EVERY).isAfter(pruned)) {
      ledger.prune(STREAM, now.minus(PRUNE_EVERY));
      pruned = now;
    }
  }
}
