package io.runbookmemory.connectors.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How long a server asks to be left alone, RFC 9110 section 10.2.3: seconds, or a date. A date is
 * counted from the server's own {@code Date} where it sends one, so that a clock that goes wrong
 * does not matter.
 */
final class RetryAfter {

  private RetryAfter() {}

  /** Returns the pause, not negative; empty if none is named, or nobody can read it. */
  static Optional<Duration> of(HttpHeaders headers, InstantSource clock) {
    return headers
        .firstValue("Retry-After")
        .map(String::strip)
        .flatMap(at -> read(at, headers, clock));
  }

  private static Optional<Duration> read(String value, HttpHeaders headers, InstantSource clock) {
    if (value.matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    return date(value)
        .map(
            at ->
                Duration.between(
                    headers.firstValue("Date").flatMap(RetryAfter::date).orElseGet(clock::instant),
                    at))
        .map(pause -> pause.isNegative() ? Duration.ZERO : pause);
  }

  private static Optional<Instant> date(String value) {
    try {
      return Optional.of(
          ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      // RFC 9110 lets a recipient ignore what it cannot read.
      return Optional.empty();
    }
  }
}
