package io.runbookmemory.learn.analysis.pattern;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When something comes again and again, by a zone's wall clock. */
public sealed interface When {

  /**
   * Hours of some days of the week.
   *
   * @param days on which days it begins
   * @param start the hour in which it begins, 0 to 23
   * @param length how many hours, 1 to 12; it may run past midnight
   * @param zone whose wall clock
   */
  record Hours(Days days, int start, int length, ZoneId zone) implements When {

    @Override
    public String words() {
      String from = LocalTime.of(start, 0).toString();
      String until = LocalTime.of((start + length) % 24, 0).toString();
      return days.words() + " " + from + " to " + until + " " + zone;
    }

    @Override
    public boolean begins(ZonedDateTime hour) {
      return hour.getHour() == start && days.has(hour.getDayOfWeek());
    }

    @Override
    public int hours() {
      return length;
    }
  }

  /**
   * The edge of a month.
   *
   * @param last whether its last days, else its first
   * @param days how many days, 1 to 3
   * @param zone whose calendar
   */
  record MonthEdge(boolean last, int days, ZoneId zone) implements When {

    @Override
    public String words() {
      String which = last ? "last" : "first";
      return "the " + which + (days == 1 ? " day" : " " + days + " days") + " of a month " + zone;
    }

    @Override
    public boolean begins(ZonedDateTime hour) {
      LocalDate day = hour.toLocalDate();
      int first = last ? YearMonth.from(day).lengthOfMonth() - days + 1 : 1;
      return hour.getHour() == 0 && day.getDayOfMonth() == first;
    }

    @Override
    public int hours() {
      return 24 * days;
    }
  }

  /**
   * Returns it in words.
   *
   * @return such as {@code Mondays 09:00 to 11:00 Europe/Berlin}
   */
  String words();

  /**
   * Returns the zone whose wall clock it goes by.
   *
   * @return a zone
   */
  ZoneId zone();

  /**
   * Returns whether it begins in an hour of its wall clock.
   *
   * @param hour any time of that hour, in its zone
   * @return whether it does
   */
  boolean begins(ZonedDateTime hour);

  /**
   * Returns how long it lasts.
   *
   * @return hours of the wall clock
   */
  int hours();
}
