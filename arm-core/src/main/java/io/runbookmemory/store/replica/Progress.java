package io.runbookmemory.store.replica;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.Change;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the copy of a tenant's memories goes.
 *
 * @param last the last change of the shared store's feed that was taken over, null for none
 * @param localPosition the local store's own position since then; a local store that is behind it
 *     has lost something
 * @param asOf when everything there was had been taken over; null if that never was so
 */
record Progress(@Nullable Seen last, long localPosition, @Nullable Instant asOf) {

  static final Progress NONE = new Progress(null, 0, null);

  /** A change of the feed: where it stood, and which version of which memory it told of. */
  record Seen(long position, MemoryId id, long version) {

    static Seen of(Change change) {
      return new Seen(change.position(), change.id(), versionOf(change));
    }

    private static long versionOf(Change change) {
      return switch (change) {
        case Change.Upserted upserted -> upserted.stored().memory().version();
        case Change.Deleted deleted -> deleted.version();
      };
    }
  }

  long position() {
    return last == null ? 0 : last.position();
  }

  /** Returns the position after which to read, so that the change that was seen last comes too. */
  long before() {
    return Math.max(0, position() - 1);
  }

  Progress after(Change change, long newLocalPosition) {
    return new Progress(Seen.of(change), newLocalPosition, asOf);
  }

  Progress caughtUp(Instant when) {
    return new Progress(last, localPosition, when);
  }

  /**
   * Returns whether a feed goes on from here. A feed shows the latest state of each memory: so the
   * memory that was seen last is where it was, in the same version, or in no older one further on.
   * If it is neither, this is not the past that was copied.
   *
   * @param page the feed after {@link #before}
   * @param whole whether the feed ends with the page
   */
  boolean isContinuedBy(List<Change> page, boolean whole) {
    Seen seen = last;
    if (seen == null) {
      return true;
    }
    for (Change change : page) {
      Seen now = Seen.of(change);
      if (now.id().equals(seen.id())) {
        return now.equals(seen)
            || (now.position() > seen.position() && now.version() >= seen.version());
      }
      if (now.position() == seen.position()) {
        return false;
      }
    }
    return !whole;
  }
}
