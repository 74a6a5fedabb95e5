package io.runbookmemory.alert;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The identity of a label set, equal to the {@code fingerprint} that Prometheus and Alertmanager
 * give the same labels: FNV-1a of 64 bits over the labels in order of their names, each name and
 * each value followed by the byte 0xFF.
 *
 * @param value 16 lower-case hexadecimal digits
 */
public record AlertFingerprint(String value) {

  // FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/ (offset basis and prime).
  private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final byte SEPARATOR = (byte) 0xFF;

  // As Go sorts strings; UTF-16 has emoji before the last characters of the basic plane.
  private static final Comparator<String> BY_BYTES =
      (one, other) ->
          Arrays.compareUnsigned(
              one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

  /** Checks the rules. */
  public AlertFingerprint {
    if (!value.matches("[0-9a-f]{16}")) {
      throw new IllegalArgumentException(
          "a fingerprint must be 16 lower-case hexadecimal digits, got \"" + value + "\"");
    }
  }

  /**
   * Returns the fingerprint of a label set.
   *
   * @param labels names and values, in any order
   * @return the same value for the same labels, on every machine
   */
  public static AlertFingerprint of(Map<String, String> labels) {
    long hash = OFFSET_BASIS;
    Map<String, String> sorted = new TreeMap<>(BY_BYTES);
    sorted.putAll(labels);
    for (Map.Entry<String, String> label : sorted.entrySet()) {
      hash = add(add(hash, label.getKey()), label.getValue());
    }
    return new AlertFingerprint(HexFormat.of().toHexDigits(hash));
  }

  private static long add(long hash, String text) {
    long sum = hash;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      sum = (sum ^ (b & 0xFF)) * PRIME;
    }
    return (sum ^ (SEPARATOR & 0xFF)) * PRIME;
  }

  @Override
  public String toString() {
    return value;
  }
}
