package io.runbookmemory.learn.upkeep;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A way through all memories that pass a filter, in the order of their ids, with their usage. It
 * reads page by page, so that it takes the same heap for any number of them; what is written
 * meanwhile may be met or not.
 *
 * @param reader whose memories
 * @param filter which of them
 */
public record Sweep(MemoryReader reader, Filter filter) {

  /** A page is a query: large enough to need few, small enough to hold with its vectors. */
  private static final int PAGE = 1000;

  /** What is done with each. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * Called once for each memory.
     *
     * @param memory the memory
     * @param usage its usage
     */
    void visit(Memory memory, Usage usage);
  }

  /** Told how far a sweep is. */
  @FunctionalInterface
  public interface Progress {

    /** Tells nobody. */
    Progress NONE = looked -> {};

    /**
     * Called after each page.
     *
     * @param looked how many memories were met
     */
    void at(long looked);
  }

  /**
   * Goes through all of them.
   *
   * @param visitor what is done with each
   * @param progress told after each page
   * @return how many there were
   * @throws io.runbookmemory.error.ArmException if the store cannot answer
   */
  public long each(Visitor visitor, Progress progress) {
    long looked = 0;
    MemoryId last = null;
    List<StoredMemory> page;
    do {
      page = reader.scan(filter, last, PAGE);
      Map<MemoryId, Usage> usage = reader.usage(page.stream().map(StoredMemory::id).toList());
      for (StoredMemory stored : page) {
        visitor.visit(stored.memory(), Objects.requireNonNull(usage.get(stored.id())));
        last = stored.id();
      }
      looked += page.size();
      progress.at(looked);
    } while (page.size() == PAGE);
    return looked;
  }
}
