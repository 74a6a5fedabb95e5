package io.runbookmemory.remember.capture;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The times that a text names, as instants. A time of day is the latest one not after the time of
 * speaking ({@code yesterday} puts it a day earlier), in the zone that it names, else in a given
 * one. What cannot be told for sure is no time: another day by name, a part of a day, an
 * abbreviation that several zones share (IST, BST, CST).
 */
final class ClockTimes {

  private static final String TIME =
      "(?:(?<date>\\d{4}-\\d{2}-\\d{2})[T ,]\\s*(?:at )?)?"
          + "(?<![\\d:.])(?<hour>\\d{1,2})(?::(?<minute>\\d{2})(?::(?<second>\\d{2})(?:\\.\\d+)?)?)?"
          + "(?![\\d:])(?:\\s?(?<half>[ap])\\.?m\\b\\.?)?"
          + "(?:\\s?(?<zone>Z\\b|(?:UTC|GMT)(?:[+-]\\d{1,2}(?::?\\d{2})?)?\\b|[+]\\d{2}:?\\d{2}\\b|-\\d{2}:?(?:00|30)(?!\\s?[A-Z]{2})\\b"
          + "|(?-i:[A-Z]{1,4}T)\\b|[A-Z][a-z]+/[A-Z]\\w+))?";

  private static final String ABOUT =
      "(?:(?:yesterday|today|last night),? )?(?:at |around |about |approx\\.? |roughly |~ ?)?";

  private static final Pattern BEGUN =
      Marks.words(
          "\\b(?:since|from|start(?:ing|ed|s)?|began|begins?|opened|went off)\\s+" + ABOUT + TIME);

  private static final Pattern SAID =
      Marks.words(
          "(?:(?:\\b(?:at|around|about)\\s+|[~@]\\s?)|^|(?<=[\\s(,])(?=\\d{1,2}:\\d{2}\\s?(?:to|-|–|until)\\s?\\d{1,2}:))"
              + TIME);

  private static final Pattern ENDED =
      Marks.words(
          "\\b(?:resolved|recovered|ended|back to normal|all clear|cleared|over)\\s+"
              + "(?:at |by |since |around |about )?"
              + TIME);

  private static final Pattern ONLY =
      Marks.words(
          "[\\d:.,+~"
              + " -]*(?:T[\\d:.]+)?\\s*(?:(?:[ap]\\.?m|(?-i:[A-Z]{1,4}T)|utc|gmt|z|yesterday|today)\\b[\\d:+."
              + " -]*)*");

  private static final Pattern AGO =
      Marks.words("\\b(\\d{1,3})\\s*(m|min|mins|minutes?|h|hrs?|hours?)\\s+ago\\b");

  /** "12:03 to 12:19 UTC" names the zone once for both. */
  private static final Pattern RANGE_ZONE =
      Marks.words(
          "^\\s*(?:to|until|till|-|–)\\s*\\d{1,2}:\\d{2}\\s?(Z\\b|UTC|GMT|(?-i:[A-Z]{1,4}T)\\b)");

  private static final Pattern OTHER_DAY =
      Marks.words(
          "\\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|tomorrow|every|(?:last|next)"
              + " (?:week|month|year)|days? ago|weeks?"
              + " ago|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|(?:\\d{1,2}(?:st|nd|rd|th)?"
              + " )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober|tember)?\\.?"
              + " \\d{1,2}|\\d{1,2}(?:st|nd|rd|th)?"
              + " (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\\w*)\\b");

  private static final Pattern YESTERDAY = Marks.words("\\byesterday\\b");

  /** The abbreviations that stand for one zone only. */
  private static final Map<String, String> ZONES =
      Map.ofEntries(
          Map.entry("CET", "+01:00"),
          Map.entry("CEST", "+02:00"),
          Map.entry("EET", "+02:00"),
          Map.entry("EEST", "+03:00"),
          Map.entry("WET", "Z"),
          Map.entry("WEST", "+01:00"),
          Map.entry("EST", "-05:00"),
          Map.entry("EDT", "-04:00"),
          Map.entry("ET", "America/New_York"),
          Map.entry("MDT", "-06:00"),
          Map.entry("PST", "-08:00"),
          Map.entry("PDT", "-07:00"),
          Map.entry("PT", "America/Los_Angeles"),
          Map.entry("JST", "+09:00"));

  private final Instant now;
  private final ZoneId zone;

  ClockTimes(Instant now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /** Returns the time after a word of beginning. */
  Optional<Instant> begun(String words) {
    return time(BEGUN, words);
  }

  /** Returns the time that a clause begins with or names with "at", or that long "ago". */
  Optional<Instant> said(String words) {
    return time(SAID, words).or(() -> ago(words));
  }

  /** Returns whether words are a time and nothing else, so that nothing is lost with them. */
  static boolean isAll(String words) {
    return ONLY.matcher(words).matches();
  }

  /** Returns the time after a word of ending. */
  Optional<Instant> ended(String words) {
    return time(ENDED, words);
  }

  private Optional<Instant> ago(String words) {
    Matcher ago = AGO.matcher(words);
    if (!ago.find()) {
      return Optional.empty();
    }
    long count = Long.parseLong(ago.group(1));
    boolean hours = ago.group(2).toLowerCase(Locale.ROOT).startsWith("h");
    return Optional.of(now.minus(hours ? Duration.ofHours(count) : Duration.ofMinutes(count)));
  }

  private Optional<Instant> time(Pattern pattern, String words) {
    Matcher found = pattern.matcher(words);
    while (found.find()) {
      boolean clock = found.group("minute") != null || found.group("half") != null;
      if (clock && (found.group("date") != null || !OTHER_DAY.matcher(words).find())) {
        try {
          return instant(found, words);
        } catch (DateTimeException e) {
          // 25:61 is no time, and Mars/Olympus no zone: the text names none that can be told.
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Instant> instant(Matcher found, String words) {
    String named = found.group("zone");
    if (named == null) {
      Matcher range = RANGE_ZONE.matcher(words.substring(found.end()));
      named = range.find() ? range.group(1) : null;
    }
    Optional<ZoneId> in = zone(named);
    if (in.isEmpty()) {
      return Optional.empty();
    }
    LocalTime clock = clock(found);
    String date = found.group("date");
    if (date != null) {
      Instant exact = LocalDate.parse(date).atTime(clock).atZone(in.get()).toInstant();
      return exact.isAfter(now) ? Optional.empty() : Optional.of(exact);
    }
    LocalDate today = now.atZone(in.get()).toLocalDate();
    if (YESTERDAY.matcher(words).find()) {
      return Optional.of(today.minusDays(1).atTime(clock).atZone(in.get()).toInstant());
    }
    ZonedDateTime latest = today.atTime(clock).atZone(in.get());
    return Optional.of(
        latest.toInstant().isAfter(now)
            ? today.minusDays(1).atTime(clock).atZone(in.get()).toInstant()
            : latest.toInstant());
  }

  private static LocalTime clock(Matcher found) {
    int hour = Integer.parseInt(found.group("hour"));
    String half = found.group("half");
    if (half != null) {
      if (hour < 1 || hour > 12) {
        throw new DateTimeException("no hour of a half day: " + hour);
      }
      hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
    }
    return LocalTime.of(hour, number(found.group("minute")), number(found.group("second")));
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private Optional<ZoneId> zone(@Nullable String named) {
    if (named == null) {
      return Optional.of(zone);
    }
    String upper = named.toUpperCase(Locale.ROOT);
    if (upper.equals("Z") || upper.equals("UTC") || upper.equals("GMT")) {
      return Optional.of(ZoneOffset.UTC);
    }
    if (named.contains("/") || upper.startsWith("UTC") || upper.startsWith("GMT")) {
      return Optional.of(ZoneId.of(named.contains("/") ? named : upper));
    }
    if (named.startsWith("+") || named.startsWith("-")) {
      return Optional.of(ZoneOffset.of(named));
    }
    return Optional.ofNullable(ZONES.get(upper)).map(ZoneId::of);
  }
}
