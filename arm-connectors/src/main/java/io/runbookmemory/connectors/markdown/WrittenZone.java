package io.runbookmemory.connectors.markdown;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time zone as people name it.
 *
 * @param zone empty for a name that several zones share (IST, BST, CST): no time in it can be told
 */
record WrittenZone(Optional<ZoneId> zone) {

  /** The zone of what names none. */
  static final WrittenZone UTC = new WrittenZone(Optional.of(ZoneOffset.UTC));

  /** A minus stands for an offset behind seconds only; 10:00-17:00 is a range. */
  static final Pattern PATTERN =
      Pattern.compile(
          "(?<=\\d)Z\\b|\\b(?:UTC|GMT)(?:[+-]\\d{1,2}(?::\\d{2})?)?\\b|(?<=\\d|\\d"
              + " )[+-]\\d{2}:\\d{2}\\b"
              + "|\\b(?:CES?T|EES?T|WES?T|E[SD]?T|MDT|P[SD]?T|JST|IST|BST|CST)\\b"
              + "|\\b(?:Africa|America|Asia|Australia|Europe|Pacific)/[A-Z][A-Za-z_]+");

  private static final Map<String, String> NAMES =
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

  /** Returns the first zone that a text names. */
  static Optional<WrittenZone> first(String text) {
    Matcher found = PATTERN.matcher(text);
    return found.find() ? Optional.of(new WrittenZone(zone(found.group()))) : Optional.empty();
  }

  private static Optional<ZoneId> zone(String name) {
    boolean exact = name.contains("/") || !Character.isLetter(name.charAt(0)) || name.equals("Z");
    boolean offset = name.startsWith("UTC") || name.startsWith("GMT");
    try {
      return Optional.ofNullable(exact || offset ? name : NAMES.get(name)).map(ZoneId::of);
    } catch (DateTimeException e) {
      return Optional.empty(); // Europe/Atlantis
    }
  }
}
