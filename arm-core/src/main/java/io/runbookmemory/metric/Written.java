package io.runbookmemory.metric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/** Numbers and durations as operators write them. */
final class Written {

  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private Written() {}

  /** Returns four significant digits: {@code 93.25}, {@code 1204000}. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS);
    boolean longWinded = Math.abs(value) >= 1e9 || (value != 0 && Math.abs(value) < 1e-6);
    return rounded.signum() == 0
        ? "0"
        : longWinded
            ? rounded.stripTrailingZeros().toString()
            : rounded.stripTrailingZeros().toPlainString();
  }

  /** Returns the two largest units: {@code 34 min}, {@code 2 d 5 h}, {@code 7 d}. */
  static String duration(Duration duration) {
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      return duration.toSeconds() + " s";
    }
    if (duration.compareTo(Duration.ofHours(2)) < 0) {
      return duration.toMinutes() + " min";
    }
    if (duration.compareTo(Duration.ofDays(2)) < 0) {
      return two(duration.toHours(), "h", duration.toMinutesPart(), "min");
    }
    return two(duration.toDays(), "d", duration.toHoursPart(), "h");
  }

  private static String two(long count, String unit, long rest, String smaller) {
    return count + " " + unit + (rest == 0 ? "" : " " + rest + " " + smaller);
  }
}
