package io.runbookmemory.store.audit;

import io.runbookmemory.guard.approval.TokenUses;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.tool.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The approvals that were used by any of the daemons that share a ledger. An entry's identity is
 * the approval's, and what stands in it tells whose use it was: two who use one approval at the
 * same moment are told apart by the ledger itself. Thread-safe.
 */
public final class LedgerTokenUses implements TokenUses {

  private static final LedgerStream STREAM = new LedgerStream("approvals");
  private static final String KIND = "approval-used";

  private final Ledger ledger;

  /**
   * Creates the list.
   *
   * @param ledger where uses are kept, in the stream {@code approvals}; what expired may be pruned
   */
  public LedgerTokenUses(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public boolean use(String tokenId, Instant expires) {
    UUID id = UUID.nameUUIDFromBytes(tokenId.getBytes(StandardCharsets.UTF_8));
    String body =
        JsonText.write(JsonText.object().put("v", 1).put("use", UUID.randomUUID().toString()));
    LedgerEntry entry = new LedgerEntry(id, STREAM, KIND, expires, null, body);
    try {
      ledger.append(List.of(entry));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
