package io.runbookmemory.replay.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When an incident woke somebody, then and with ARM.
 *
 * @param before the first page as it fired, else when a page was expected; null if neither
 * @param after ARM's first page that is about it, or null if there is none
 * @param foldedInto the id of the other incident whose page was out already, or null
 */
public record Paging(
    @Nullable Instant before, @Nullable Instant after, @Nullable String foldedInto) {

  /**
   * Returns whether ARM did worse.
   *
   * @return true if it pages later than was done or due, in another incident's page, or not at all
   */
  public boolean isWorse() {
    return before != null && (foldedInto != null || after == null || after.isAfter(before));
  }
}
