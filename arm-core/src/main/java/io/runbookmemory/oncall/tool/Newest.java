package io.runbookmemory.oncall.tool;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The memories that pass a filter and were known of last. */
final class Newest {

  private static final int PAGE = 200;

  private Newest() {}

  /** Returns at most so many, the newest first; drafts and what was superseded are left out. */
  static List<Memory> of(MemoryReader reader, Filter filter, Predicate<Memory> which, int most) {
    List<Memory> newest = new ArrayList<>();
    MemoryId after = null;
    List<StoredMemory> page;
    do {
      page = reader.scan(filter, after, PAGE);
      page.stream()
          .map(StoredMemory::memory)
          .filter(Newest::stands)
          .filter(which)
          .forEach(newest::add);
      newest.sort(
          Comparator.comparing((Memory memory) -> memory.times().knownAt())
              .reversed()
              .thenComparing(Memory::id));
      if (newest.size() > most) {
        newest.subList(most, newest.size()).clear();
      }
      after = page.isEmpty() ? null : page.getLast().id();
    } while (page.size() == PAGE);
    return newest;
  }

  private static boolean stands(Memory memory) {
    return memory.status() == MemoryStatus.ACTIVE || memory.status() == MemoryStatus.SUSPECT;
  }
}
