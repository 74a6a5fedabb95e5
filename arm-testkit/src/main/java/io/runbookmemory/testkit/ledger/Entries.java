package io.runbookmemory.testkit.ledger;

import static io.runbookmemory.testkit.SampleMemories.NOW;

import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What the contract's tests append. */
final class Entries {

  static final LedgerStream STREAM = new LedgerStream("audit");
  static final LedgerStream OTHER = new LedgerStream("alerts");

  private Entries() {}

  static UUID id(long number) {
    return new UUID(number, ~number);
  }

  static LedgerEntry entry(long number) {
    return about(number, null);
  }

  static List<LedgerEntry> entries(long from, long to) {
    return LongStream.range(from, to).mapToObj(Entries::entry).toList();
  }

  static LedgerEntry about(long number, @Nullable String subject) {
    return new LedgerEntry(id(number), STREAM, "tested", NOW, subject, body(number));
  }

  static LedgerEntry in(long number, LedgerStream stream, @Nullable String subject) {
    return new LedgerEntry(id(number), stream, "tested", NOW, subject, body(number));
  }

  static LedgerEntry at(long number, LedgerStream stream, Instant at) {
    return new LedgerEntry(id(number), stream, "tested", at, null, body(number));
  }

  static LedgerEntry saying(long number, String body) {
    return new LedgerEntry(id(number), STREAM, "tested", NOW, null, body);
  }

  private static String body(long number) {
    return "{\"number\":" + number + "}";
  }
}
