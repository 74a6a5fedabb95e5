package io.runbookmemory.lucene.write;

import io.runbookmemory.lucene.index.StoreHeader;
import io.runbookmemory.lucene.snapshot.Snapshot;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.index.IndexWriter;
import org.jspecify.annotations.Nullable;

/**
 * The writes that share one commit. Each decides on the last snapshot as the writes before it in
 * the group have changed it; nothing is written before all have decided, and then each memory once,
 * however often it was changed.
 */
public final class Group {

  private record Key(Tenant tenant, MemoryId id) {}

  private final Snapshot before;
  private final Map<Key, Slot> changed = new LinkedHashMap<>();
  private StoreHeader header;

  public Group(Snapshot before) {
    this.before = before;
    this.header = before.header();
  }

  public Snapshot before() {
    return before;
  }

  /** Returns what the store says of itself after the writes so far. */
  public StoreHeader header() {
    return header;
  }

  /** Returns what the writes so far have made of a memory, null if they have not changed it. */
  public @Nullable Slot slot(Tenant tenant, MemoryId id) {
    return changed.get(new Key(tenant, id));
  }

  /** Takes over the changes of a call that was not refused. */
  public void accept(Transaction transaction) {
    for (Slot slot : transaction.slots()) {
      if (slot.changed()) {
        changed.put(new Key(slot.tenant(), slot.id()), slot);
      }
    }
    header = transaction.header();
  }

  /** Returns whether there is anything to commit. */
  public boolean changes() {
    return !header.equals(before.header());
  }

  public void writeTo(IndexWriter writer) throws IOException {
    for (Slot slot : changed.values()) {
      slot.writeTo(writer);
    }
    writer.setLiveCommitData(header.identified().toUserData().entrySet());
  }
}
