package io.runbookmemory.recall;

import io.runbookmemory.memory.Doubt;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went out of a service lately. The store is read when it is asked for first: a question that
 * nothing fits costs no read. For one thread.
 */
final class RecentDeployments {

  /** How long after a deployment it is still looked at as what may have changed. */
  private static final Duration OPEN = Duration.ofDays(2);

  private static final int MAX_TOLD = 3;

  /** A store gives them by id, so all are read: one every minute and a half for two days fits. */
  private static final int PAGE = 200;

  private static final int MAX_PAGES = 10;

  private static final Comparator<Memory> NEWEST_FIRST =
      Comparator.comparing((Memory memory) -> memory.times().knownAt())
          .reversed()
          .thenComparing(Memory::id);

  private final MemoryReader reader;
  private final Filter allowed;
  private final @Nullable String service;
  private final Instant at;
  private @Nullable List<Memory> read;

  /**
   * Reads nothing yet.
   *
   * @param allowed what may be recalled at all
   * @param service whose, null if unknown: then there are none
   * @param at the time of asking
   */
  RecentDeployments(MemoryReader reader, Filter allowed, @Nullable String service, Instant at) {
    this.reader = reader;
    this.allowed = allowed;
    this.service = service;
    this.at = at;
  }

  /** Returns the newest three, newest first. */
  List<Memory> newest() {
    List<Memory> newest = read;
    if (newest == null) {
      newest = service == null ? List.of() : read(service);
      read = newest;
    }
    return newest;
  }

  /** Returns the change that made a memory suspect, however long ago; one small read. */
  List<Memory> behind(Memory suspect) {
    return Doubt.cause(suspect).flatMap(reader::get).map(StoredMemory::memory).stream().toList();
  }

  private List<Memory> read(String service) {
    Filter own =
        Filter.and(
            allowed,
            Filter.eq(Field.KIND, "deployment"),
            Filter.eq(Field.SERVICE, service),
            new Filter.Range<>(Field.HAPPENED_AT, at.minus(OPEN), at.plus(1, ChronoUnit.MICROS)));
    List<Memory> newest = new ArrayList<>();
    MemoryId after = null;
    for (int page = 0; page < MAX_PAGES; page++) {
      List<StoredMemory> some = reader.scan(own, after, PAGE);
      some.stream()
          .map(StoredMemory::memory)
          .filter(memory -> !memory.times().expiredAt(at))
          .forEach(newest::add);
      newest.sort(NEWEST_FIRST);
      newest.subList(Math.min(MAX_TOLD, newest.size()), newest.size()).clear();
      if (some.size() < PAGE) {
        break;
      }
      after = some.getLast().id();
    }
    return List.copyOf(newest);
  }
}
