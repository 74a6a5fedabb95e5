package io.runbookmemory.replay.engine;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A store that holds what is known at an instant, which only goes on. Used by one thread. */
final class KnownStore implements AutoCloseable {

  private final KnownHistory history;
  private final ExactMemoryStore store;
  private int learned;

  KnownStore(KnownHistory history, Instant began) {
    this.history = history;
    this.store = new ExactMemoryStore(() -> began);
  }

  /** Returns the store with everything that is known by then, each in its newest revision. */
  ExactMemoryStore at(Instant now) {
    Map<MemoryId, StoredMemory> more = new LinkedHashMap<>();
    while (learned < history.size() && !history.knownAt(learned).isAfter(now)) {
      StoredMemory known = history.revision(learned++);
      more.put(known.id(), known);
    }
    List<StoredMemory> batch = new ArrayList<>();
    for (StoredMemory known : more.values()) {
      batch.add(
          store
              .reader(Tenant.DEFAULT)
              .get(known.id())
              .map(old -> known.withVersion(old.memory().version()))
              .orElse(known));
    }
    if (!batch.isEmpty()) {
      store.writer(Tenant.DEFAULT).upsert(batch);
    }
    return store;
  }

  @Override
  public void close() {
    store.close();
  }
}
