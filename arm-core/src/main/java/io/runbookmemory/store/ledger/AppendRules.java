package io.runbookmemory.store.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The rules by which every ledger accepts a batch. */
public final class AppendRules {

  private AppendRules() {}

  /**
   * Checks that a batch names each entry once.
   *
   * @param batch the batch
   * @throws IllegalArgumentException if not
   */
  public static void check(List<LedgerEntry> batch) {
    Set<UUID> ids = new HashSet<>();
    for (LedgerEntry entry : batch) {
      if (!ids.add(entry.id())) {
        throw new IllegalArgumentException(
            "a batch must name each entry once, got " + entry.id() + " twice");
      }
    }
  }

  /**
   * Returns what of a batch is to be written. The rest stands there already, by an append whose
   * acknowledgement may have been lost.
   *
   * @param batch the batch
   * @param there what stands in the ledger under the ids of the batch
   * @return in the order of the batch; empty if all of it is a repetition
   * @throws IllegalArgumentException if an id stands there with another content
   */
  public static List<LedgerEntry> news(List<LedgerEntry> batch, Map<UUID, PostedEntry> there) {
    List<LedgerEntry> news = new ArrayList<>();
    for (LedgerEntry entry : batch) {
      PostedEntry posted = there.get(entry.id());
      if (posted == null) {
        news.add(entry);
      } else if (!posted.entry().equals(entry)) {
        throw new IllegalArgumentException(
            "an entry is never changed: give a new one an id of its own, got "
                + entry.id()
                + ", which stands at position "
                + posted.position()
                + " with another content");
      }
    }
    return news;
  }
}
