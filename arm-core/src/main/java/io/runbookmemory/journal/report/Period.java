package io.runbookmemory.journal.report;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * What a report is about.
 *
 * @param from inclusive
 * @param to exclusive
 * @param zone where its readers live: whose nights and days count
 */
public record Period(Instant from, Instant to, ZoneId zone) {

  /** Checks the rules. */
  public Period {
    if (!to.isAfter(from)) {
      throw new IllegalArgumentException(
          "a period must end after it begins, got " + from + " to " + to);
    }
  }

  /**
   * Returns a week, from Monday's midnight to the next; one with a change of the clocks is an hour
   * shorter or longer.
   *
   * @param day any day of it
   * @param zone where
   * @return the week
   */
  public static Period week(LocalDate day, ZoneId zone) {
    LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    return new Period(
        monday.atStartOfDay(zone).toInstant(),
        monday.plusWeeks(1).atStartOfDay(zone).toInstant(),
        zone);
  }

  boolean holds(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }
}
