package io.runbookmemory.connectors.series;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** An instant as monitoring tools write it. */
final class WrittenInstant {

  /** As seconds the year 5138. */
  private static final BigDecimal FIRST_MILLIS = BigDecimal.valueOf(100_000_000_000L);

  private static final Pattern EPOCH = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,9})?");
  private static final Pattern OFFSET = Pattern.compile(".*(Z|z|[+-][0-9]{2}(:?[0-9]{2})?)");
  private static final int DATE = "2014-04-10".length();

  private WrittenInstant() {}

  /** Returns the instant; a {@link DateTimeException} says that there is none. */
  static Instant of(String text) {
    if (EPOCH.matcher(text).matches()) {
      return epoch(new BigDecimal(text));
    }
    String iso =
        text.length() > DATE && text.charAt(DATE) == ' '
            ? text.substring(0, DATE) + "T" + text.substring(DATE + 1)
            : text;
    return iso.length() > DATE && OFFSET.matcher(iso.substring(DATE)).matches()
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
  }

  private static Instant epoch(BigDecimal number) {
    BigDecimal seconds = number.compareTo(FIRST_MILLIS) < 0 ? number : number.movePointLeft(3);
    long whole = seconds.longValue();
    BigDecimal nanos = seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9);
    return Instant.ofEpochSecond(whole, nanos.setScale(0, RoundingMode.DOWN).longValue());
  }
}
