package io.runbookmemory.store.lease;

import io.runbookmemory.text.StorableText;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * What somebody wants a lease of.
 *
 * @param name what only one may do at a time, such as {@code sleep-time/default}: 1 to 128 letters,
 *     digits, or any of {@code . _ - / :}. A store keeps a name for ever, so let there be few
 * @param owner who wants it, for people to read: 1 to 256 characters; NUL and lone surrogates
 *     become U+FFFD
 * @param length for how long, from a millisecond to a day, in whole microseconds. Long enough for
 *     the holder to miss a renewal or two; so long does the work rest if the holder dies
 */
public record Claim(String name, String owner, Duration length) {

  private static final int LONGEST_OWNER = 256;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Checks the rules. */
  public Claim {
    if (!name.matches("[A-Za-z0-9._/:-]{1,128}")) {
      throw new IllegalArgumentException(
          "a lease's name must be 1 to 128 letters, digits, '.', '_', '-', '/' or ':', got \""
              + name
              + "\"");
    }
    if (owner.isEmpty() || owner.length() > LONGEST_OWNER) {
      throw new IllegalArgumentException(
          "a lease's owner must have 1 to " + LONGEST_OWNER + " characters, got " + owner.length());
    }
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "a lease's length must be from 1 millisecond to 1 day, got " + length);
    }
    owner = StorableText.of(owner);
    length = length.truncatedTo(ChronoUnit.MICROS);
  }
}
