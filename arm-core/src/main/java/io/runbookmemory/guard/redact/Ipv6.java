package io.runbookmemory.guard.redact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * IPv6 addresses (RFC 4291, section 2.2), written out or with {@code ::}, of the ranges that IANA
 * has given out: 2000::/3, fc00::/7, fe80::/10, ff00::/8, 64:ff9b::/96, and IPv4 mapped ones.
 * Times, hardware addresses, fingerprints and C++ names begin otherwise.
 */
final class Ipv6 implements Recogniser {

  private static final int GROUPS = 8;
  private static final String MAPPED = "::ffff:";

  private final List<Network> allowed;

  Ipv6(List<Network> allowed) {
    this.allowed = allowed;
  }

  @Override
  public @Nullable Finding at(String text, int colon, int floor) {
    int start = Chars.begin(text, colon, Chars.HEX, Math.max(floor, colon - 5));
    if (!mayBegin(text, start, colon) || (start > floor && isInner(text.charAt(start - 1)))) {
      return null;
    }
    int end = end(text, start);
    boolean goesOn =
        end > 0
            && (Chars.at(text, end, Chars.DIGIT | Chars.LETTER)
                || (Chars.is(text, end, ':') && Chars.at(text, end + 1, Chars.HEX)));
    if (end < 0 || goesOn) {
      return null;
    }
    int[] bytes = bytes(text.substring(start, end));
    return isGivenOut(bytes) && allowed.stream().noneMatch(network -> network.contains(bytes))
        ? new Finding(SecretKind.IP, start, end)
        : null;
  }

  private static boolean mayBegin(String text, int start, int colon) {
    if (colon == start) {
      return Chars.startsWith(text, MAPPED, colon);
    }
    char first = text.charAt(start);
    boolean four = colon - start == 4 && (first == '2' || first == '3' || (first | 0x20) == 'f');
    return four || text.startsWith("64:ff9b:", start);
  }

  private static boolean isInner(char c) {
    return c == ':' || c == '.' || c == '_' || Chars.alphanumeric(c);
  }

  private static boolean isGivenOut(int[] bytes) {
    int first = bytes[0];
    boolean ours =
        first >> 5 == 1
            || first >> 1 == 0xfc >> 1
            || (first == 0xfe && bytes[1] >> 6 == 2)
            || first == 0xff;
    boolean mapped = bytes[10] == 0xff && bytes[11] == 0xff && first == 0;
    return ours || mapped || (first == 0 && bytes[1] == 0x64);
  }

  /** Returns where the address ends that begins at an index, or -1. */
  static int end(String text, int from) {
    int groups = 0;
    boolean gap = false;
    int at = from;
    if (text.startsWith("::", from)) {
      gap = true;
      at += 2;
    }
    while (groups < GROUPS) {
      int stop = Chars.end(text, at, Chars.HEX);
      if (stop == at || stop - at > 4) {
        break;
      }
      int dotted = groups <= GROUPS - 2 && Chars.is(text, stop, '.') ? Ipv4.end(text, at) : -1;
      if (dotted > 0) {
        groups += 2;
        at = dotted;
        break;
      }
      groups++;
      at = stop;
      if (!gap && text.startsWith("::", at)) {
        gap = true;
        at += 2;
      } else if (Chars.is(text, at, ':') && Chars.at(text, at + 1, Chars.HEX) && groups < GROUPS) {
        at++;
      } else {
        break;
      }
    }
    return gap ? (groups < GROUPS ? at : -1) : (groups == GROUPS ? at : -1);
  }

  /** Returns the sixteen bytes of an address that {@link #end} has seen. */
  static int[] bytes(String address) {
    int[] bytes = new int[2 * GROUPS];
    int gap = address.indexOf("::");
    String head = gap < 0 ? address : address.substring(0, gap);
    fill(head, bytes, 0);
    if (gap >= 0) {
      String tail = address.substring(gap + 2);
      fill(tail, bytes, bytes.length - width(tail));
    }
    return bytes;
  }

  private static int width(String groups) {
    if (groups.isEmpty()) {
      return 0;
    }
    int colons = (int) groups.chars().filter(c -> c == ':').count();
    return 2 * (colons + 1) + (groups.indexOf('.') >= 0 ? 2 : 0);
  }

  private static void fill(String groups, int[] bytes, int from) {
    int at = 0;
    int to = from;
    while (at < groups.length()) {
      int stop = Chars.end(groups, at, Chars.HEX);
      if (Chars.is(groups, stop, '.')) {
        System.arraycopy(Ipv4.bytes(groups, at), 0, bytes, to, 4);
        return;
      }
      int value = Integer.parseInt(groups, at, stop, 16);
      bytes[to++] = value >> 8;
      bytes[to++] = value & 0xff;
      at = stop + 1;
    }
  }
}
