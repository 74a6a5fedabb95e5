package io.runbookmemory.journal.report;

import io.runbookmemory.journal.alerts.AlertRecord;
import java.util.Collection;

/**
 * What may wake people in a shift, held against what did. Two incidents in a shift of twelve hours
 * leave time to end each and to learn from it (Site Reliability Engineering, chapter 11, "Being
 * On-Call").
 *
 * @param atMost pages that a shift may have
 * @param shifts how many there were
 * @param over how many had more
 * @param worst the most in one
 * @param held whether none had more
 */
public record PageTarget(int atMost, int shifts, int over, long worst, boolean held) {

  /** The target, pages a shift. */
  public static final int AT_MOST = 2;

  static PageTarget of(Shifts shifts, Collection<AlertRecord> records) {
    Collection<Long> pagesOfShifts = shifts.pages(records).values();
    int over = (int) pagesOfShifts.stream().filter(pages -> pages > AT_MOST).count();
    long worst = pagesOfShifts.stream().mapToLong(Long::longValue).max().orElse(0);
    return new PageTarget(AT_MOST, shifts.count(), over, worst, over == 0);
  }

  /**
   * Returns it in words, such as {@code at most 2 in a shift: missed in 1 of 14, 5 in the worst}.
   */
  String words() {
    String kept =
        held
            ? "held, " + worst + " in the worst"
            : "missed in " + over + " of " + shifts + ", " + worst + " in the worst";
    return "at most " + atMost + " in a shift: " + kept;
  }
}
