package io.runbookmemory.learn.draft;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A draft that waits for an owner.
 *
 * @param draft the memory that it would become, or the new words of one
 * @param target the memory that it would change, as that is now; null for a new one, and if that is
 *     gone
 * @param base the same as it was when the draft was made; null for a new one, and if no revision of
 *     that time is kept
 */
public record Proposal(Memory draft, @Nullable Memory target, @Nullable Memory base) {

  private static final int PAGE = 500;

  static boolean isInUse(Memory memory) {
    return memory.status() == MemoryStatus.ACTIVE || memory.status() == MemoryStatus.SUSPECT;
  }

  /** Returns all drafts of a tenant, by ascending id. */
  static Stream<Memory> drafts(MemoryReader reader) {
    return scan(reader, Filter.eq(Field.STATUS, MemoryStatus.DRAFT.name()));
  }

  /** Returns the memories that pass a filter, by ascending id; read while they are consumed. */
  static Stream<Memory> scan(MemoryReader reader, Filter filter) {
    return Stream.iterate(
            reader.scan(filter, null, PAGE),
            page -> !page.isEmpty(),
            page ->
                page.size() < PAGE
                    ? List.<StoredMemory>of()
                    : reader.scan(filter, page.getLast().id(), PAGE))
        .flatMap(List::stream)
        .map(StoredMemory::memory);
  }

  static Proposal of(Memory draft, MemoryReader reader) {
    Optional<MemoryId> target = SameProposal.target(draft);
    Memory now = target.flatMap(reader::get).map(StoredMemory::memory).orElse(null);
    if (now == null) {
      return new Proposal(draft, null, null);
    }
    long version = SameProposal.version(draft);
    Memory then =
        Stream.concat(reader.history(now.id()).stream(), Stream.of(now))
            .filter(revision -> revision.version() == version)
            .findFirst()
            .orElse(null);
    return new Proposal(draft, now, then);
  }

  /**
   * Returns whether it would change a memory that there is, rather than be a new one.
   *
   * @return true for an update
   */
  public boolean isUpdate() {
    return SameProposal.target(draft).isPresent();
  }

  /**
   * Returns the incident that taught it.
   *
   * @return empty for the memory of an incident itself, and for what came otherwise
   */
  public Optional<MemoryId> incident() {
    return SameProposal.incident(draft);
  }

  /**
   * Returns whether the memory that it would change says something else now than when it was made.
   *
   * @return then approving it makes it anew first
   */
  public boolean isStale() {
    return target != null && (base == null || !DraftText.of(base).equals(DraftText.of(target)));
  }

  /**
   * Returns what it would change.
   *
   * @return of an update a unified diff of the texts, with three lines of context; of anything else
   *     the whole text
   */
  public String diff() {
    String proposed = DraftText.of(draft);
    Memory before = base == null ? target : base;
    if (before == null) {
      return proposed;
    }
    String changes =
        LineDiff.of(LineDiff.lines(DraftText.of(before)), LineDiff.lines(proposed)).unified();
    return "--- "
        + before.title()
        + " (version "
        + before.version()
        + ")\n+++ "
        + draft.title()
        + " (draft)\n"
        + changes;
  }
}
