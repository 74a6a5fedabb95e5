package io.runbookmemory.lucene;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a tenant has in a store, with the positions of its changes, but for vectors.
 *
 * @param changes the feed from its beginning, without vectors
 * @param history the replaced revisions of each memory that the feed names
 */
record WithoutVectors(List<Change> changes, Map<MemoryId, List<Memory>> history) {

  static WithoutVectors of(MemoryReader reader) {
    List<Change> changes = new ArrayList<>();
    Map<MemoryId, List<Memory>> history = new TreeMap<>();
    for (Change change : reader.changes(0, 1_000_000)) {
      changes.add(lexical(change));
      history.put(change.id(), reader.history(change.id()));
    }
    return new WithoutVectors(changes, history);
  }

  private static Change lexical(Change change) {
    return switch (change) {
      case Change.Upserted up ->
          new Change.Upserted(
              up.position(), StoredMemory.lexical(up.stored().memory()), up.usage());
      case Change.Deleted gone -> gone;
    };
  }
}
