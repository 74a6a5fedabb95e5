package io.runbookmemory.recall;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.text.Identifier;
import io.runbookmemory.text.Identifiers;
import java.util.Locale;

/** Whether a memory holds an exact identifier. */
final class Holding {

  private Holding() {}

  /**
   * Whether the identifier names what the memory is about: its alert, by name or fingerprint. A
   * page may also have the alert's name for its title; that counts for the name that the alert
   * itself brings, since in a text a product's name looks the same.
   */
  static boolean answers(Memory memory, Identifier identifier, boolean told) {
    String value = identifier.value();
    return switch (identifier.kind()) {
      case ALERT_NAME -> isAlertOf(memory, value) || (told && memory.title().equals(value));
      case FINGERPRINT ->
          memory.content() instanceof Incident incident
              && incident.fingerprint().filter(value::equals).isPresent();
      case ERROR_CODE, HOST -> false;
    };
  }

  private static boolean isAlertOf(Memory memory, String name) {
    return switch (memory.content()) {
      case Runbook runbook -> runbook.alerts().contains(name);
      case Incident incident -> incident.alertName().filter(name::equals).isPresent();
      default -> false;
    };
  }

  /**
   * Whether the identifier stands in the memory's title or text, an error also by another of its
   * names: {@code status code 503} for {@code HTTP 503}.
   */
  static boolean mentions(Memory memory, Identifier identifier) {
    return hasWord(memory.title(), identifier.value())
        || hasWord(memory.text(), identifier.value())
        || (identifier.kind() == Identifier.Kind.ERROR_CODE
            && Identifiers.find(memory.title() + "\n" + memory.text()).contains(identifier));
  }

  /** Returns words that every text has which mentions an identifier. */
  static String words(Identifier identifier) {
    String value = identifier.value();
    return identifier.kind() == Identifier.Kind.ERROR_CODE
        ? value.substring(value.lastIndexOf(' ') + 1)
        : value;
  }

  /** Whether a text holds a value between characters that are neither letters nor digits. */
  private static boolean hasWord(String text, String value) {
    String within = text.toLowerCase(Locale.ROOT);
    String word = value.toLowerCase(Locale.ROOT);
    for (int at = within.indexOf(word); at >= 0; at = within.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean left = at == 0 || !Character.isLetterOrDigit(within.charAt(at - 1));
      boolean right = end == within.length() || !Character.isLetterOrDigit(within.charAt(end));
      if (left && right) {
        return true;
      }
    }
    return false;
  }
}
