package io.runbookmemory.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far answers that come from a copy may lag behind what was written.
 *
 * @param asOf every change that was written before this moment is in the copy, later ones may be;
 *     null if the first copy is still under way, and older ones may be missing too
 */
public record Staleness(@Nullable Instant asOf) {

  /** Of a copy that never held everything yet. */
  public static final Staleness INCOMPLETE = new Staleness(null);

  /**
   * Returns whether the copy has held everything at some moment.
   *
   * @return false while the first copy is under way
   */
  public boolean complete() {
    return asOf != null;
  }

  /**
   * Returns the one of two that promises less.
   *
   * @param other how stale another answer is, or null if it is not
   * @return this or the other
   */
  public Staleness or(@Nullable Staleness other) {
    if (asOf == null || other == null) {
      return this;
    }
    return other.asOf == null || other.asOf.isBefore(asOf) ? other : this;
  }
}
