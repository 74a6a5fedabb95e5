package io.runbookmemory.connectors.mail;

import io.runbookmemory.error.InvalidInputException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Whom an agent's letters may go to; a letter to anybody is a way out for what it has read. */
final class Recipients {

  private final Set<String> allowed = new TreeSet<>();

  Recipients(Collection<String> addressesAndDomains) {
    if (addressesAndDomains.isEmpty()) {
      throw new IllegalArgumentException(
          "recipients must hold an address or a domain such as @example.com, got none");
    }
    for (String one : addressesAndDomains) {
      MailAddress.checked("recipients", one.startsWith("@") ? "any" + one : one);
      allowed.add(one.toLowerCase(Locale.ROOT));
    }
  }

  void check(List<String> to) {
    for (String address : to) {
      String known = address.toLowerCase(Locale.ROOT);
      if (!allowed.contains(known) && !allowed.contains("@" + MailAddress.domain(known))) {
        throw new InvalidInputException(
            "to", "letters go to " + allowed + " alone, got " + address);
      }
    }
  }
}
