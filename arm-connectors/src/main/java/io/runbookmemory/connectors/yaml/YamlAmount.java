package io.runbookmemory.connectors.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shares and durations as the formats of objectives write them. */
public final class YamlAmount {

  private static final int MAX_DECIMALS = 12;
  private static final Pattern SHORTHAND = Pattern.compile("([0-9]{1,6})([mhdw])");
  private static final Duration LONGEST = Duration.ofDays(366);

  private YamlAmount() {}

  /**
   * Returns a share of 1, exactly.
   *
   * @param field how it is written
   * @param digits how far the decimal point stands to the right: 0 for a share, 2 for percent
   * @return above 0 and below 1
   * @throws io.runbookmemory.error.InvalidInputException if it is no such number
   */
  public static BigDecimal share(YamlField field, int digits) {
    BigDecimal written = field.decimal();
    BigDecimal whole = BigDecimal.ONE.movePointRight(digits);
    if (written.signum() <= 0 || written.compareTo(whole) >= 0) {
      throw field.refusal("must be above 0 and below " + whole + ", got " + field.text());
    }
    if (written.stripTrailingZeros().scale() > MAX_DECIMALS - digits) {
      throw field.refusal(
          "must have at most " + (MAX_DECIMALS - digits) + " decimals, got " + field.text());
    }
    return written.movePointLeft(digits);
  }

  /**
   * Returns a duration such as {@code 30d} or {@code 4w}.
   *
   * @param field how it is written
   * @return above 0 and at most 366 days
   * @throws io.runbookmemory.error.InvalidInputException if it is no such duration
   */
  public static Duration duration(YamlField field) {
    return duration(field, field.text());
  }

  /**
   * Returns a duration that a field stands for.
   *
   * @param field the field, to be named
   * @param text what stands for it
   * @return above 0 and at most 366 days
   * @throws io.runbookmemory.error.InvalidInputException if it is no such duration
   */
  public static Duration duration(YamlField field, String text) {
    Matcher matcher = SHORTHAND.matcher(text);
    if (!matcher.matches()) {
      throw field.refusal(
          "must be a number and one of the units m, h, d, w, such as 30d, got \"" + text + "\"");
    }
    Duration duration = unit(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
    if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
      throw field.refusal("must be above 0 and at most 366d, got " + text);
    }
    return duration;
  }

  private static Duration unit(String letter) {
    return switch (letter) {
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      case "d" -> Duration.ofDays(1);
      case "w" -> Duration.ofDays(7);
      default -> throw new IllegalStateException("unit must be m, h, d or w, got " + letter);
    };
  }
}
