package io.runbookmemory.store.graph;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The resource facts of a tenant, scanned once and then followed. Not thread-safe. */
final class StoredFacts {

  /** How many memories are read at once; a fact with its vector takes some 2 KB. */
  private static final int PAGE = 1_000;

  /** Who has missed more changes than this scans again: facts are few among memories. */
  private static final int MAX_FOLLOWED = 5 * PAGE;

  private static final Filter FACTS =
      Filter.and(
          Filter.eq(Field.KIND, "resource"),
          new Filter.In<>(
              Field.STATUS, Set.of(MemoryStatus.ACTIVE.name(), MemoryStatus.SUSPECT.name())),
          new Filter.IsNull(Field.SESSION));

  private final MemoryReader reader;
  private final Map<MemoryId, Memory> facts = new HashMap<>();
  private long position = -1;
  private @Nullable ServiceGraph graph;

  StoredFacts(MemoryReader reader) {
    this.reader = reader;
  }

  ServiceGraph read(Instant at) {
    if (position < 0 || !follow()) {
      scan();
    }
    if (facts.values().removeIf(fact -> fact.times().expiredAt(at))) {
      graph = null;
    }
    ServiceGraph current = graph == null ? ServiceGraph.of(facts.values()) : graph;
    graph = current;
    return current;
  }

  /** The position is taken before: what is written during the scan is met again by following. */
  private void scan() {
    position = -1;
    graph = null;
    facts.clear();
    long before = reader.stats().position();
    MemoryId after = null;
    List<StoredMemory> page;
    do {
      page = reader.scan(FACTS, after, PAGE);
      for (StoredMemory stored : page) {
        facts.put(stored.id(), stored.memory());
        after = stored.id();
      }
    } while (page.size() == PAGE);
    position = before;
  }

  /** Takes over what changed; false if that was too much, and nothing is known any more. */
  private boolean follow() {
    for (int followed = 0; followed < MAX_FOLLOWED; followed += PAGE) {
      List<Change> page = reader.changes(position, PAGE);
      page.forEach(this::take);
      if (page.size() < PAGE) {
        return true;
      }
    }
    return false;
  }

  private void take(Change change) {
    switch (change) {
      case Change.Deleted deleted -> changed(facts.remove(deleted.id()) != null);
      case Change.Upserted upserted -> {
        Memory memory = upserted.stored().memory();
        if (memory.content() instanceof ResourceFact && FACTS.test(memory)) {
          Memory before = facts.put(memory.id(), memory);
          changed(before == null || before.version() != memory.version());
        } else {
          changed(facts.remove(memory.id()) != null);
        }
      }
    }
    position = change.position();
  }

  private void changed(boolean yes) {
    if (yes) {
      graph = null;
    }
  }
}
