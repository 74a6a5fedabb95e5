package io.runbookmemory.learn.analysis.pattern;

import java.util.Locale;

/** Numbers as people read them. */
final class Written {

  private Written() {}

  /** Returns how many times as often: one decimal below ten, none above. */
  static String times(double lift) {
    return lift >= 10 ? Long.toString(Math.round(lift)) : String.format(Locale.ROOT, "%.1f", lift);
  }
}
