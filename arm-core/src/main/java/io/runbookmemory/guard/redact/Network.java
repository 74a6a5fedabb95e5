package io.runbookmemory.guard.redact;

import java.util.Arrays;

/** A network of IPv4 or IPv6 addresses, such as {@code 10.0.0.0/8} (RFC 4632, RFC 4291). */
final class Network {

  private final int[] address;
  private final int bits;

  /** Of an address of 4 or 16 bytes, and how many leading bits others have in common with it. */
  private Network(int[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  static Network parse(String text) {
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    int[] address = parseAddress(host);
    if (address.length > 0) {
      int most = address.length * 8;
      int bits = slash < 0 ? most : number(text.substring(slash + 1));
      if (bits >= 0 && bits <= most) {
        return new Network(address, bits);
      }
    }
    throw new IllegalArgumentException(
        "a network must be like 10.0.0.0/8 or 2001:db8::/32, got " + text);
  }

  private static int[] parseAddress(String host) {
    if (host.indexOf(':') >= 0) {
      return Ipv6.end(host, 0) == host.length() ? Ipv6.bytes(host) : new int[0];
    }
    return Ipv4.end(host, 0) == host.length() ? Ipv4.bytes(host, 0) : new int[0];
  }

  private static int number(String digits) {
    boolean plain = !digits.isEmpty() && digits.length() <= 3;
    for (int i = 0; i < digits.length(); i++) {
      plain &= Chars.at(digits, i, Chars.DIGIT);
    }
    return plain ? Integer.parseInt(digits) : -1;
  }

  boolean contains(int[] other) {
    if (other.length != address.length) {
      return false;
    }
    int whole = bits / 8;
    if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
      return false;
    }
    int rest = bits % 8;
    return rest == 0 || address[whole] >> (8 - rest) == other[whole] >> (8 - rest);
  }
}
