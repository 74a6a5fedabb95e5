package io.runbookmemory.connectors.origin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Cursors in a ledger, stream {@code imports}, so that all who share a store agree. Each entry is
 * about the origin that its subject names; the last one holds. Thread-safe.
 */
public final class LedgerCursors implements Cursors {

  private static final LedgerStream STREAM = new LedgerStream("imports");
  private static final String KIND = "import-cursor";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Ledger ledger;

  /**
   * Creates cursors.
   *
   * @param ledger of the tenant whose memories are imported
   */
  public LedgerCursors(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Optional<Instant> last(String origin) {
    return ledger.last(EntryFilter.of(STREAM, origin)).flatMap(LedgerCursors::time);
  }

  /** What cannot be read, perhaps of a later release, is no cursor: then all is read again. */
  private static Optional<Instant> time(PostedEntry posted) {
    try {
      String text = MAPPER.readTree(posted.entry().body()).path("changed").asText();
      return Optional.of(Instant.parse(text));
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    }
  }

  @Override
  public void move(String origin, Instant to, Instant now) {
    String body = MAPPER.createObjectNode().put("v", 1).put("changed", to.toString()).toString();
    ledger.append(List.of(new LedgerEntry(UUID.randomUUID(), STREAM, KIND, now, origin, body)));
  }
}
