package io.runbookmemory.replay.compare;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An incident in two runs.
 *
 * @param other what the run that is compared with made of it
 * @param mine what this run made of it
 */
public record Pair(SavedIncident other, SavedIncident mine) {

  /**
   * Returns what is otherwise in this run.
   *
   * @return the gravest first; empty if nothing of weight is
   */
  public Set<Change> changes() {
    Set<Change> changes = EnumSet.noneOf(Change.class);
    if (mine.isWorse() != other.isWorse()) {
      changes.add(mine.isWorse() ? Change.NEWLY_MISSED : Change.NO_LONGER_MISSED);
    } else if (mine.real()) {
      int later = later(mine, other);
      if (later != 0) {
        changes.add(later > 0 ? Change.PAGED_LATER : Change.PAGED_SOONER);
      }
    }
    int recalled = Double.compare(rank(mine), rank(other));
    if (recalled != 0) {
      changes.add(recalled < 0 ? Change.RECALLED_WORSE : Change.RECALLED_BETTER);
    }
    if (mine.pages() != other.pages()) {
      changes.add(mine.pages() > other.pages() ? Change.MORE_PAGES : Change.FEWER_PAGES);
    }
    return changes;
  }

  private static int later(SavedIncident mine, SavedIncident other) {
    return time(mine.paging().after()).compareTo(time(other.paging().after()));
  }

  private static Instant time(@Nullable Instant paged) {
    return paged == null ? Instant.MAX : paged;
  }

  private static double rank(SavedIncident of) {
    return of.answered().right().stream().mapToDouble(place -> 1.0 / (place + 1)).sum();
  }
}
