package io.runbookmemory.examples.incident;

import io.runbookmemory.examples.option.convert.DurationConverter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a moment as people say it: {@code 10m} for ten minutes ago, {@code 03:12} for the last time
 * that the clock here said so, {@code 2026-03-01T03:12} here, or with an offset anywhere.
 */
public final class MomentConverter implements ITypeConverter<Instant> {

  @Override
  public Instant convert(String text) {
    Instant now = Instant.now();
    ZoneId zone = ZoneId.systemDefault();
    String word = text.strip().toUpperCase(Locale.ROOT).replace(' ', 'T');
    List<Function<String, Instant>> forms =
        List.of(
            one -> OffsetDateTime.parse(one).toInstant(),
            one -> LocalDateTime.parse(one).atZone(zone).toInstant(),
            one -> last(LocalTime.parse(one), now.atZone(zone)));
    return forms.stream()
        .flatMap(form -> read(form, word).stream())
        .findFirst()
        .orElseGet(() -> ago(text, now));
  }

  private static Instant last(LocalTime time, ZonedDateTime now) {
    ZonedDateTime today = now.with(time);
    return (today.isAfter(now) ? today.minusDays(1) : today).toInstant();
  }

  private static Optional<Instant> read(Function<String, Instant> form, String word) {
    try {
      return Optional.of(form.apply(word));
    } catch (DateTimeException e) {
      // Then it is of another form.
      return Optional.empty();
    }
  }

  private static Instant ago(String text, Instant now) {
    try {
      return now.minus(new DurationConverter().convert(text));
    } catch (TypeConversionException e) {
      throw new TypeConversionException(
          "must be a moment such as 10m (ago), 03:12, 2026-03-01T03:12 or 2026-03-01T03:12:00Z, got"
              + " \""
              + text
              + "\"");
    }
  }
}
