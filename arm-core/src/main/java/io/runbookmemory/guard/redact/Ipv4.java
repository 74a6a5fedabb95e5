package io.runbookmemory.guard.redact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * IPv4 addresses: four numbers up to 255 without leading zeros (RFC 3986, section 3.2.2). Loopback,
 * the unspecified address, broadcast and netmasks name no machine; four numbers that {@link
 * VersionContext} takes for a version are none.
 */
final class Ipv4 implements Recogniser {

  private static final int PARTS = 4;

  private final List<Network> allowed;

  Ipv4(List<Network> allowed) {
    this.allowed = allowed;
  }

  @Override
  public @Nullable Finding at(String text, int at, int floor) {
    int end = end(text, at);
    if (end < 0 || !startsHere(text, at, floor) || goesOn(text, end)) {
      return null;
    }
    int[] bytes = bytes(text, at);
    if (namesNoMachine(bytes)
        || allowed.stream().anyMatch(network -> network.contains(bytes))
        || VersionContext.isVersion(text, at, end)) {
      return null;
    }
    return new Finding(SecretKind.IP, at, end);
  }

  private static boolean startsHere(String text, int at, int floor) {
    return at == floor
        || !(Chars.is(text, at - 1, '.') || Chars.at(text, at - 1, Chars.DIGIT | Chars.LETTER));
  }

  private static boolean goesOn(String text, int end) {
    return Chars.at(text, end, Chars.DIGIT | Chars.LETTER)
        || Chars.is(text, end, '_')
        || (Chars.is(text, end, '.') && Chars.at(text, end + 1, Chars.DIGIT));
  }

  /** Returns where the address ends that begins at an index, or -1. */
  static int end(String text, int from) {
    int at = from;
    for (int part = 0; part < PARTS; part++) {
      if (part > 0) {
        if (!Chars.is(text, at, '.')) {
          return -1;
        }
        at++;
      }
      int value = 0;
      int digits = at;
      while (digits < text.length()
          && digits - at < 4
          && Chars.in(Chars.DIGIT, text.charAt(digits))) {
        value = value * 10 + text.charAt(digits) - '0';
        digits++;
      }
      boolean leadingZero = digits - at > 1 && text.charAt(at) == '0';
      if (digits == at || leadingZero || value > 255) {
        return -1;
      }
      at = digits;
    }
    return at;
  }

  /** Returns the four bytes of an address that {@link #end} has seen. */
  static int[] bytes(String text, int from) {
    int[] bytes = new int[PARTS];
    int at = from;
    for (int part = 0; part < PARTS; part++) {
      int stop = Chars.end(text, at, Chars.DIGIT);
      bytes[part] = Integer.parseInt(text, at, stop, 10);
      at = stop + 1;
    }
    return bytes;
  }

  private static boolean namesNoMachine(int[] bytes) {
    long all = ((long) bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3];
    long inverse = ~all & 0xFFFF_FFFFL;
    boolean mask = (inverse & (inverse + 1)) == 0 && bytes[0] >= 128;
    return all == 0 || bytes[0] == 127 || mask;
  }
}
