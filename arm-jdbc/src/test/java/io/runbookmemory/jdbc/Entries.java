package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Claim;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import java.time.Duration;

/** Entries and claims for tests. */
final class Entries {

  static final LedgerStream STREAM = new LedgerStream("audit");

  private Entries() {}

  static LedgerEntry entry(int number) {
    return new LedgerEntry(
        Memories.id(number).value(),
        STREAM,
        "tested",
        Memories.NOW,
        null,
        "{\"n\":" + number + "}");
  }

  /** A claim of the same lease, longer than a test. */
  static Claim claim(String owner) {
    return new Claim("work", owner, Duration.ofHours(1));
  }

  static Lease granted(Acquisition acquired) {
    assertThat(acquired).isInstanceOf(Acquisition.Granted.class);
    return ((Acquisition.Granted) acquired).lease();
  }
}
