package io.runbookmemory.recall;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.text.Identifier;
import java.util.Locale;

/** Whether a memory holds an exact identifier. */
final class Holding {

  private Holding() {}

  /** Whether the identifier names what the memory is about: its alert, by name or fingerprint. */
  static boolean answers(Memory memory, Identifier identifier) {
    return switch (identifier.kind()) {
      case ALERT_NAME -> answersAlert(memory, identifier.value());
      case FINGERPRINT ->
          memory.content() instanceof Incident incident
              && incident.fingerprint().filter(identifier.value()::equals).isPresent();
      case ERROR_CODE, HOST -> false;
    };
  }

  private static boolean answersAlert(Memory memory, String name) {
    return switch (memory.content()) {
      case Runbook runbook -> runbook.alerts().contains(name) || memory.title().equals(name);
      case Incident incident -> incident.alertName().filter(name::equals).isPresent();
      default -> memory.title().equals(name);
    };
  }

  /** Whether the identifier stands in the memory's title or text. */
  static boolean mentions(Memory memory, Identifier identifier) {
    return hasWord(memory.title(), identifier.value())
        || hasWord(memory.text(), identifier.value());
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
