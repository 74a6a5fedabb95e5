package io.runbookmemory.connectors.markdown;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days as people write them: {@code 2026-03-02}, {@code 2 March 2026}, {@code Mar 2nd, 2026}. */
final class WrittenDay {

  private static final String MONTH =
      "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?";

  private static final Pattern ISO = Pattern.compile("\\b(\\d{4})[-/](\\d{2})[-/](\\d{2})(?!\\d)");
  private static final Pattern DAY_FIRST =
      Pattern.compile("\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? " + MONTH + ",? (\\d{4})\\b");
  private static final Pattern MONTH_FIRST =
      Pattern.compile("\\b" + MONTH + " (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})\\b");

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private WrittenDay() {}

  /** Returns the first day that a text names with its year. */
  static Optional<LocalDate> first(String text) {
    String words = text.toLowerCase(Locale.ROOT);
    Matcher iso = ISO.matcher(words);
    Matcher dayFirst = DAY_FIRST.matcher(words);
    Matcher monthFirst = MONTH_FIRST.matcher(words);
    int one = iso.find() ? iso.start() : Integer.MAX_VALUE;
    int two = dayFirst.find() ? dayFirst.start() : Integer.MAX_VALUE;
    int three = monthFirst.find() ? monthFirst.start() : Integer.MAX_VALUE;
    try {
      if (one < Math.min(two, three)) {
        return Optional.of(
            LocalDate.of(number(iso.group(1)), number(iso.group(2)), number(iso.group(3))));
      }
      if (two < three) {
        return Optional.of(
            LocalDate.of(
                number(dayFirst.group(3)), month(dayFirst.group(2)), number(dayFirst.group(1))));
      }
      return three == Integer.MAX_VALUE
          ? Optional.empty()
          : Optional.of(
              LocalDate.of(
                  number(monthFirst.group(3)),
                  month(monthFirst.group(1)),
                  number(monthFirst.group(2))));
    } catch (DateTimeException e) {
      return Optional.empty(); // 2026-13-40 is no day
    }
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private static int month(String word) {
    return MONTHS.indexOf(word) + 1;
  }
}
