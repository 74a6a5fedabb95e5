package io.runbookmemory.oncall.noise;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often somebody was woken in each shift. Two in a shift of twelve hours is the most that
 * leaves time to learn from each (Site Reliability Engineering, chapter 11).
 *
 * @param shift how long a shift is
 * @param pages pages by a shift's beginning; shifts without any are left out
 */
public record PagesPerShift(Duration shift, Map<Instant, Long> pages) {

  /** Copies the map. */
  public PagesPerShift {
    if (shift.isNegative() || shift.isZero()) {
      throw new IllegalArgumentException("shift must be positive, got " + shift);
    }
    pages = Map.copyOf(pages);
  }

  /**
   * Counts a record.
   *
   * @param record what became of alerts
   * @param first the beginning of any shift
   * @param shift how long one is, positive
   * @return the pages of each
   */
  public static PagesPerShift of(Collection<Handled> record, Instant first, Duration shift) {
    Map<Instant, Long> pages = new TreeMap<>();
    for (Handled handled : record) {
      if (handled.wakes()) {
        long number =
            Math.floorDiv(Duration.between(first, handled.at()).toMillis(), shift.toMillis());
        pages.merge(first.plus(shift.multipliedBy(number)), 1L, Long::sum);
      }
    }
    return new PagesPerShift(shift, pages);
  }

  /**
   * Returns the pages of the worst shift.
   *
   * @return at least 0
   */
  public long worst() {
    return pages.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /**
   * Returns all pages.
   *
   * @return at least 0
   */
  public long total() {
    return pages.values().stream().mapToLong(Long::longValue).sum();
  }
}
