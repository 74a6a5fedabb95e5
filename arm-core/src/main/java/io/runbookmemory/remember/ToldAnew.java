package io.runbookmemory.remember;

import io.runbookmemory.memory.Chronology;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.MemoryStatus;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a source tells again of a memory that has lived on since. A file knows nothing of pins,
 * verifications, suspicion and links that came later, so that ingesting it again must not undo
 * them. Who edits what they read carries its version and is taken at their word.
 */
final class ToldAnew {

  private ToldAnew() {}

  /** Returns what is told, with what the source cannot know of it. */
  static Memory of(Memory told, Memory current) {
    if (told.version() != 0) {
      return told;
    }
    Chronology then = current.times();
    Chronology now = told.times();
    MemoryBuilder builder =
        told.toBuilder()
            .pinned(told.pinned() || current.pinned())
            .occurrences(Math.max(told.occurrences(), current.occurrences()))
            .lastSeenAt(later(now.lastSeenAt(), then.lastSeenAt()))
            .lastVerifiedAt(later(now.lastVerifiedAt(), then.lastVerifiedAt()));
    Set<Link> links = new LinkedHashSet<>(current.links());
    links.addAll(told.links());
    if (verifiedSince(now.lastVerifiedAt(), then.lastVerifiedAt())) {
      links.removeIf(link -> link.type().equals(Link.SUSPECTED_BY));
    } else if (told.status() == MemoryStatus.ACTIVE && outlives(current.status())) {
      builder.status(current.status());
    }
    return builder.links(List.copyOf(links)).build();
  }

  private static boolean outlives(MemoryStatus status) {
    return status == MemoryStatus.SUSPECT || status == MemoryStatus.SUPERSEDED;
  }

  private static boolean verifiedSince(@Nullable Instant now, @Nullable Instant then) {
    return now != null && (then == null || now.isAfter(then));
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }
}
