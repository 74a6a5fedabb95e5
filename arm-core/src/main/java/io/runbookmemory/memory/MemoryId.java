package io.runbookmemory.memory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The identity of a memory, ordered as unsigned bytes ({@link UUID#compareTo} compares signed,
 * which no database does).
 *
 * @param value the UUID
 */
public record MemoryId(UUID value) implements Comparable<MemoryId> {

  private static final int LONGEST_SHOWN = 80;

  // UUID.fromString alone takes groups of other lengths and cuts them.
  private static final Pattern UUID_TEXT =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  /**
   * Returns the id of something that is ingested: the same source and key always give the same id,
   * so that ingesting again changes nothing. A name-based UUID of version 8 (RFC 9562, section 5.8)
   * over the SHA-256 of both.
   *
   * @param source where it comes from, such as a repository or a file's collection
   * @param key what identifies it there, such as a path or a ticket's number
   * @return a stable id
   */
  public static MemoryId named(String source, String key) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] first = source.getBytes(StandardCharsets.UTF_8);
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(first.length).array());
      sha256.update(first);
      ByteBuffer hash = ByteBuffer.wrap(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
      return versioned(hash.getLong(), hash.getLong(), 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /**
   * Returns a fresh id for something that is captured: a UUID of version 7 (RFC 9562, section 5.7),
   * so that ids ascend with time.
   *
   * @param at when it is captured
   * @param random the source of the 74 random bits
   * @return a new id
   */
  public static MemoryId fresh(Instant at, RandomGenerator random) {
    long high = (at.toEpochMilli() << 16) | (random.nextLong() & 0xFFFFL);
    return versioned(high, random.nextLong(), 7);
  }

  private static MemoryId versioned(long high, long low, long version) {
    return new MemoryId(
        new UUID(
            (high & 0xFFFF_FFFF_FFFF_0FFFL) | (version << 12),
            (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L));
  }

  /**
   * Returns the id that a text stands for.
   *
   * @param text 36 characters, as {@link #toString} writes them
   * @return the id
   * @throws IllegalArgumentException if the text is no UUID
   */
  public static MemoryId parse(String text) {
    if (!UUID_TEXT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          text.length() > LONGEST_SHOWN
              ? "an id must be a UUID of 36 characters, got " + text.length() + " characters"
              : "an id must be a UUID of 36 characters, got \"" + text + "\"");
    }
    return new MemoryId(UUID.fromString(text));
  }

  @Override
  public int compareTo(MemoryId other) {
    int high =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
