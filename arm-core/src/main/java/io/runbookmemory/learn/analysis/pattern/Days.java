package io.runbookmemory.learn.analysis.pattern;

import java.time.DayOfWeek;

/** The days of the week on which something comes. */
public enum Days {
  /** Mondays. */
  MONDAY("Mondays", 1),
  /** Tuesdays. */
  TUESDAY("Tuesdays", 1 << 1),
  /** Wednesdays. */
  WEDNESDAY("Wednesdays", 1 << 2),
  /** Thursdays. */
  THURSDAY("Thursdays", 1 << 3),
  /** Fridays. */
  FRIDAY("Fridays", 1 << 4),
  /** Saturdays. */
  SATURDAY("Saturdays", 1 << 5),
  /** Sundays. */
  SUNDAY("Sundays", 1 << 6),
  /** Monday to Friday. */
  WEEKDAYS("Mondays to Fridays", 0b0011111),
  /** Saturday and Sunday. */
  WEEKEND("Saturdays and Sundays", 0b1100000),
  /** All of them. */
  EVERY_DAY("every day", 0b1111111);

  private final String words;
  private final int mask;

  Days(String words, int mask) {
    this.words = words;
    this.mask = mask;
  }

  /**
   * Returns whether a day is among them.
   *
   * @param day any
   * @return whether it is
   */
  public boolean has(DayOfWeek day) {
    return has(day.getValue() - 1);
  }

  /** Returns whether a day is among them, Monday being 0. */
  boolean has(int day) {
    return (mask >> day & 1) != 0;
  }

  /** Returns whether it is one day of the week. */
  boolean isOne() {
    return Integer.bitCount(mask) == 1;
  }

  /** Returns them as a sentence has them. */
  String words() {
    return words;
  }
}
