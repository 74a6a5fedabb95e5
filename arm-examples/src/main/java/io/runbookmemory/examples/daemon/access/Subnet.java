package io.runbookmemory.examples.daemon.access;

import io.runbookmemory.error.ConfigurationException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses that begin alike, such as {@code 10.1.0.0/16}; a single one without a length. */
final class Subnet {

  private final byte[] address;
  private final int bits;

  private Subnet(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  /** Reads one; no name is looked up. */
  static Subnet of(String text) {
    String[] parts = text.split("/", 2);
    if (!parts[0].matches("[0-9.]+|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*")) {
      throw refusal(text);
    }
    try {
      byte[] address = InetAddress.getByName(parts[0]).getAddress();
      int most = address.length * Byte.SIZE;
      int bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
      if (bits < 0 || bits > most) {
        throw refusal(text);
      }
      return new Subnet(address, bits);
    } catch (UnknownHostException | NumberFormatException e) {
      throw refusal(text);
    }
  }

  private static ConfigurationException refusal(String text) {
    return new ConfigurationException(
        "access.proxy.peers",
        "access.proxy.peers must be addresses such as 10.1.2.3 or 10.1.0.0/16, got \""
            + text
            + "\"");
  }

  boolean contains(InetAddress other) {
    byte[] bytes = other.getAddress();
    if (bytes.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((bytes[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
