package io.runbookmemory.recall;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.text.Identifiers;
import io.runbookmemory.text.Identifiers.Identifier;
import java.util.Locale;

/** Whether a memory holds an exact identifier. */
final class Holding {

  private Holding() {}

  static boolean holds(Memory memory, Identifier identifier) {
    String value = identifier.value();
    if (identifier.kind() == Identifiers.Kind.ALERT_NAME && answers(memory, value)) {
      return true;
    }
    if (identifier.kind() == Identifiers.Kind.FINGERPRINT
        && memory.content() instanceof Incident incident) {
      return incident.fingerprint().filter(value::equals).isPresent();
    }
    return hasWord(memory.title(), value) || hasWord(memory.text(), value);
  }

  /** Whether the alert of this name is what the memory is about. */
  static boolean answers(Memory memory, String alertName) {
    return switch (memory.content()) {
      case Runbook runbook ->
          runbook.alerts().contains(alertName) || memory.title().equals(alertName);
      case Incident incident -> incident.alertName().filter(alertName::equals).isPresent();
      default -> memory.title().equals(alertName);
    };
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
