package io.runbookmemory.examples.option.convert;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a positive length of time: {@code 90s}, {@code 30m}, {@code 6h}, {@code 7d}, {@code 4w}.
 */
public final class DurationConverter implements ITypeConverter<Duration> {

  private static final Pattern COUNT_AND_UNIT = Pattern.compile("([0-9]{1,9})([smhdw])");

  @Override
  public Duration convert(String text) {
    Matcher matcher = COUNT_AND_UNIT.matcher(text);
    Duration length = matcher.matches() ? of(matcher) : iso(text);
    if (length.isNegative() || length.isZero() || length.compareTo(Duration.ofDays(3660)) > 0) {
      throw new TypeConversionException("must be positive and at most 3660 days, got " + text);
    }
    return length;
  }

  private static Duration of(Matcher matcher) {
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      case "d" -> Duration.ofDays(count);
      default -> Duration.ofDays(7 * count);
    };
  }

  private static Duration iso(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "must be a length of time such as 90s, 30m, 6h, 7d or PT1H30M, got \"" + text + "\"");
    }
  }
}
