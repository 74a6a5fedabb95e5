package io.runbookmemory.learn.upkeep;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Changes what is known about memories, not what they say: their vectors stay, and no model is
 * needed. What somebody else wrote in between is read again and changed.
 */
record Edits(MemoryStore store, Tenant tenant) {

  private static final int ATTEMPTS = 5;

  /** Returns those memories that the change was written for; what it leaves as it is, is not. */
  List<Memory> apply(List<StoredMemory> memories, UnaryOperator<Memory> change, Instant at) {
    MemoryReader reader = store.reader(tenant);
    List<StoredMemory> current = memories;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<StoredMemory> batch = new ArrayList<>();
      for (StoredMemory stored : current) {
        Memory changed = change.apply(stored.memory());
        if (!changed.equals(stored.memory())) {
          Memory written = changed.toBuilder().updatedAt(at).build();
          batch.add(new StoredMemory(written, stored.passages(), stored.space()));
        }
      }
      if (batch.isEmpty() || store.writer(tenant).upsert(batch) instanceof UpsertResult.Applied) {
        return batch.stream().map(StoredMemory::memory).toList();
      }
      List<MemoryId> ids = batch.stream().map(StoredMemory::id).toList();
      current = reader.getAll(ids);
    }
    throw new UnavailableException(
        "the store", "others wrote the same memories " + ATTEMPTS + " times in a row; try again");
  }
}
