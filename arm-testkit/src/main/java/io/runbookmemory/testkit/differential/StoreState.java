package io.runbookmemory.testkit.differential;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoreStats;
import io.runbookmemory.store.StoredMemory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that a tenant has in a store, but for the positions of changes, which each store gives out by
 * itself.
 *
 * @param memories by ascending id
 * @param usage by id
 * @param history by id, as far as there is one
 * @param feed the changes in order, each at position 0
 * @param stats the sizes, at position 0
 */
public record StoreState(
    List<StoredMemory> memories,
    Map<MemoryId, Usage> usage,
    Map<MemoryId, List<Memory>> history,
    List<Change> feed,
    StoreStats stats) {

  private static final int PAGE = 200;

  /**
   * Reads all there is, page by page; history and usage of what the feed names.
   *
   * @param reader whose memories
   * @return all of them
   */
  public static StoreState of(MemoryReader reader) {
    List<Change> feed = new ArrayList<>();
    for (Change change : changes(reader)) {
      feed.add(unplaced(change));
    }
    Collection<MemoryId> ids = feed.stream().map(Change::id).sorted().toList();
    Map<MemoryId, List<Memory>> history = new TreeMap<>();
    for (MemoryId id : ids) {
      history.put(id, reader.history(id));
    }
    StoreStats stats = reader.stats();
    return new StoreState(
        memories(reader),
        new TreeMap<>(reader.usage(ids)),
        history,
        feed,
        new StoreStats(
            stats.memories(), stats.passages(), stats.revisions(), stats.tombstones(), 0));
  }

  /**
   * Follows the feed from the beginning to its end.
   *
   * @param reader whose feed
   * @return every change, in order
   */
  public static List<Change> changes(MemoryReader reader) {
    List<Change> all = new ArrayList<>();
    List<Change> page = reader.changes(0, PAGE);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = reader.changes(page.getLast().position(), PAGE);
    }
    return all;
  }

  private static List<StoredMemory> memories(MemoryReader reader) {
    List<StoredMemory> all = new ArrayList<>();
    List<StoredMemory> page = reader.scan(Filter.everything(), null, PAGE);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = reader.scan(Filter.everything(), page.getLast().id(), PAGE);
    }
    return all;
  }

  static Change unplaced(Change change) {
    return switch (change) {
      case Change.Upserted up -> new Change.Upserted(0, up.stored(), up.usage());
      case Change.Deleted gone -> new Change.Deleted(0, gone.id(), gone.version(), gone.at());
    };
  }

  /**
   * Returns the same with the feed in the order of ids: one call's deletions may stand in any
   * order.
   *
   * @return a copy
   */
  public StoreState byId() {
    List<Change> sorted = feed.stream().sorted(Comparator.comparing(Change::id)).toList();
    return new StoreState(memories, usage, history, sorted, stats);
  }

  /**
   * Returns the same without what does not travel with changes: their order and the history.
   *
   * @return a copy
   */
  public StoreState replicated() {
    StoreStats sizes = new StoreStats(stats.memories(), stats.passages(), 0, stats.tombstones(), 0);
    return new StoreState(memories, usage, Map.of(), byId().feed(), sizes);
  }
}
