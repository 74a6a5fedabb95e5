package io.runbookmemory.connectors.file;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Severity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Values as people write them. The reader of the field puts its place in front of a refusal, whose
 * own is empty.
 */
public final class WrittenValue {

  private WrittenValue() {}

  /**
   * Returns the severity that a word stands for.
   *
   * @param word such as {@code SEV2}, {@code critical} or {@code P3}
   * @return the severity
   * @throws InvalidInputException if the word is none of those, naming them
   */
  public static Severity severity(String word) {
    return Severity.of(word)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "",
                    "must be one of SEV1, SEV2, SEV3, critical, warning, info, P1 to P5, high,"
                        + " medium, low, got "
                        + quoted(word)));
  }

  /**
   * Returns the time that a word stands for; a date is the begin of its day in UTC.
   *
   * @param word such as {@code 2026-08-30} or {@code 2026-08-30T14:05:00Z}
   * @return the time
   * @throws InvalidInputException if it is neither
   */
  public static Instant time(String word) {
    try {
      Instant time =
          word.length() == "2026-08-30".length()
              ? LocalDate.parse(word).atStartOfDay().toInstant(ZoneOffset.UTC)
              : OffsetDateTime.parse(word).toInstant();
      int year = time.atOffset(ZoneOffset.UTC).getYear();
      if (year >= 1 && year <= 9999) {
        return time;
      }
    } catch (DateTimeException e) {
      throw noTime(word);
    }
    throw noTime(word);
  }

  private static InvalidInputException noTime(String word) {
    return new InvalidInputException(
        "",
        "must be a date such as 2026-08-30 or a time such as 2026-08-30T14:05:00Z, got "
            + quoted(word));
  }

  /**
   * Returns a value as a message shows it.
   *
   * @param word any text
   * @return in quotes, at most 80 characters of it
   */
  public static String quoted(String word) {
    return "\"" + (word.length() <= 80 ? word : word.substring(0, 80) + "…") + "\"";
  }
}
