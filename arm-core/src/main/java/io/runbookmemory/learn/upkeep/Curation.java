package io.runbookmemory.learn.upkeep;

import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What an owner says of a memory without changing its words: that it is right, that it is to be
 * kept. Its vectors stay, and ingesting its source again takes nothing of it back. Thread-safe.
 */
public final class Curation {

  private final MemoryStore store;
  private final Tenant tenant;

  /**
   * Creates it.
   *
   * @param store whose memories
   * @param tenant of whom
   */
  public Curation(MemoryStore store, Tenant tenant) {
    this.store = store;
    this.tenant = tenant;
  }

  /**
   * Takes an owner's word that a memory is right. One that was suspect is so no longer; a draft
   * stays one until it is approved.
   *
   * @param id the memory
   * @param at when the owner looked
   * @return whether the memory is there
   * @throws io.runbookmemory.error.ArmException if the store cannot answer
   */
  public boolean verify(MemoryId id, Instant at) {
    return change(id, at, memory -> verified(memory, at));
  }

  private static Memory verified(Memory memory, Instant at) {
    Instant before = memory.times().lastVerifiedAt();
    return memory.toBuilder()
        .status(memory.status() == MemoryStatus.SUSPECT ? MemoryStatus.ACTIVE : memory.status())
        .links(
            memory.links().stream().filter(link -> !link.type().equals(Link.SUSPECTED_BY)).toList())
        .lastVerifiedAt(before != null && before.isAfter(at) ? before : at)
        .build();
  }

  /**
   * Pins a memory, or takes the pin out. A pinned one neither fades nor is pruned, expired or not:
   * a legal hold.
   *
   * @param id the memory
   * @param pinned whether it is to be kept
   * @param at when somebody said so
   * @return whether the memory is there
   * @throws io.runbookmemory.error.ArmException if the store cannot answer
   */
  public boolean pin(MemoryId id, boolean pinned, Instant at) {
    return change(id, at, memory -> memory.toBuilder().pinned(pinned).build());
  }

  private boolean change(MemoryId id, Instant at, UnaryOperator<Memory> change) {
    Optional<StoredMemory> stored = store.reader(tenant).get(id);
    stored.ifPresent(one -> new Edits(store, tenant).apply(List.of(one), change, at));
    return stored.isPresent();
  }
}
