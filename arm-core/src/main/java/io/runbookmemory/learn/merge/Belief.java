package io.runbookmemory.learn.merge;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was believed at some time, as far as the store still knows. Of a memory that was deleted and
 * came back, the gap in between is not known: the revision before the deletion is taken for it.
 */
public sealed interface Belief {

  /**
   * This was believed.
   *
   * @param revision as it was
   * @param current whether it still is
   */
  record Held(Memory revision, boolean current) implements Belief {}

  /**
   * It was not known yet.
   *
   * @param since when it was first remembered
   */
  record NotYet(Instant since) implements Belief {}

  /**
   * It had been forgotten.
   *
   * @param at when
   */
  record Forgotten(Instant at) implements Belief {}

  /**
   * Something was believed, but the store no longer keeps what.
   *
   * @param oldest when the oldest revision that is kept was written
   */
  record Dropped(Instant oldest) implements Belief {}

  /** There never was such a memory, as far as the store knows. */
  record Unknown() implements Belief {}

  /**
   * Returns what was believed of a memory.
   *
   * @param reader whose memories
   * @param id which one
   * @param at the time asked for
   * @return a revision, or why there is none
   */
  static Belief at(MemoryReader reader, MemoryId id, Instant at) {
    Optional<Memory> current = reader.get(id).map(StoredMemory::memory);
    List<Memory> revisions = new ArrayList<>(reader.history(id));
    current.ifPresent(revisions::add);
    Optional<Change.Deleted> deleted = reader.tombstones(List.of(id)).stream().findFirst();
    if (deleted.isPresent() && current.isEmpty() && !at.isBefore(deleted.get().at())) {
      return new Forgotten(deleted.get().at());
    }
    if (revisions.isEmpty()) {
      return new Unknown();
    }
    for (Memory revision : revisions.reversed()) {
      if (!revision.times().updatedAt().isAfter(at)) {
        return new Held(revision, current.filter(revision::equals).isPresent());
      }
    }
    Memory oldest = revisions.getFirst();
    boolean known = oldest.version() > 1 && !oldest.times().createdAt().isAfter(at);
    return known ? new Dropped(oldest.times().updatedAt()) : new NotYet(oldest.times().createdAt());
  }

  /**
   * Returns what was believed then of everything that is still stored, as it was worded then. Put
   * into an {@link io.runbookmemory.store.exact.ExactMemoryStore}, it answers a whole question as
   * it would have been answered. What was deleted since, or is no longer kept, is missing.
   *
   * @param reader whose memories
   * @param filter which revisions
   * @param at the time asked for
   * @param pageSize how many to read at once, at least 1
   * @return by ascending id, read while it is consumed
   */
  static Stream<Memory> all(MemoryReader reader, Filter filter, Instant at, int pageSize) {
    return Stream.iterate(
            reader.scan(Filter.everything(), null, pageSize),
            page -> !page.isEmpty(),
            page -> reader.scan(Filter.everything(), page.getLast().id(), pageSize))
        .flatMap(List::stream)
        .map(stored -> at(reader, stored.id(), at))
        .flatMap(belief -> belief instanceof Held held ? Stream.of(held.revision()) : Stream.of())
        .filter(filter::test);
  }
}
