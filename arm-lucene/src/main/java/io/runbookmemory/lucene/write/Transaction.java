package io.runbookmemory.lucene.write;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.lucene.index.StoreHeader;
import io.runbookmemory.lucene.snapshot.Snapshot;
import io.runbookmemory.lucene.snapshot.TenantSnapshot;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one call, made on copies: its group takes them over all together, or none if the
 * call is refused.
 */
public final class Transaction {

  private final Group group;
  private final TenantSnapshot before;
  private final Map<MemoryId, Slot> slots = new LinkedHashMap<>();
  private long position;
  private @Nullable EmbeddingSpace space;

  public Transaction(Group group, Tenant tenant) {
    this.group = group;
    this.before = new TenantSnapshot(group.before(), tenant);
    this.position = group.header().position();
    this.space = group.header().space();
  }

  /** Returns a memory as the calls before in the group have left it, to be changed at will. */
  public Slot slot(MemoryId id) throws IOException {
    Slot slot = slots.get(id);
    if (slot == null) {
      Slot earlier = group.slot(before.tenant(), id);
      slot = earlier == null ? new Slot(before, id) : new Slot(earlier);
      slots.put(id, slot);
    }
    return slot;
  }

  public Collection<Slot> slots() {
    return slots.values();
  }

  /**
   * Returns what is on disk. The calls before in the group are not in it; a write that needs to see
   * them must say that it queries.
   */
  public Snapshot snapshot() {
    return before.snapshot();
  }

  public long nextPosition() {
    return ++position;
  }

  public @Nullable EmbeddingSpace space() {
    return space;
  }

  public void space(@Nullable EmbeddingSpace only) {
    space = only;
  }

  /** Returns what the store says of itself after this call. */
  public StoreHeader header() {
    return group.header().with(position, space);
  }
}
