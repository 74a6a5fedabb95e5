package io.runbookmemory.connectors.mail;

import java.util.regex.Pattern;

/**
 * An address as it stands in a header and in a command: the dot-atoms of RFC 5322, section 3.4.1,
 * and a host's name. Nothing else: no quotes, names or lists, and so nothing that could end a line.
 */
final class MailAddress {

  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern ADDRESS =
      Pattern.compile(ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")*");

  /** RFC 5321, section 4.5.3.1.3: a path of 256 with its brackets. */
  private static final int LONGEST = 254;

  private MailAddress() {}

  static String checked(String what, String address) {
    if (address.length() > LONGEST || !ADDRESS.matcher(address).matches()) {
      throw new IllegalArgumentException(
          what
              + " must be an address such as team@example.com, in one line, got "
              + shown(address));
    }
    return address;
  }

  private static String shown(String address) {
    String begin = address.length() <= LONGEST ? address : address.substring(0, LONGEST) + "…";
    return begin.replaceAll("\\p{Cntrl}", "?");
  }

  static String domain(String address) {
    return address.substring(address.indexOf('@') + 1);
  }
}
