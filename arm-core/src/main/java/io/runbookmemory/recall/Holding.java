package io.runbookmemory.recall;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.ranking.IndexedText;
import io.runbookmemory.text.Identifier;
import io.runbookmemory.text.Identifiers;
import io.runbookmemory.text.WholeWord;
import java.util.List;

/** Whether a memory holds an exact identifier. */
final class Holding {

  /** How far around a word may stand what makes it an identifier. */
  private static final int BESIDE = 100;

  /** After so many words that are none the next will hardly be one. */
  private static final int MAX_LOOKED_AT = 50;

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

  /** Whether a memory can be about an identifier; the others are but mentioned. */
  static boolean canBeAnswered(Identifier identifier) {
    return switch (identifier.kind()) {
      case ALERT_NAME, FINGERPRINT -> true;
      case ERROR_CODE, HOST -> false;
    };
  }

  /** Whether the identifier stands in the memory's title or text. */
  static boolean mentions(Memory memory, Identifier identifier) {
    return mentions(memory.title(), identifier) || mentions(memory.text(), identifier);
  }

  private static boolean mentions(String text, Identifier identifier) {
    String value = identifier.value();
    if (new WholeWord(value).in(text, 0) >= 0) {
      return true;
    }
    int number = value.lastIndexOf(' ') + 1;
    return number > 0 && isNamed(text, value.substring(number), identifier);
  }

  /** Whether the memory itself says that it is one, where it mentions it. */
  static boolean names(Memory memory, Identifier identifier) {
    return isNamed(memory.title(), identifier.value(), identifier)
        || isNamed(memory.text(), identifier.value(), identifier);
  }

  /** Whether a word stands where it is some identifier, such as {@code status code 503}. */
  private static boolean isNamed(String text, String word, Identifier identifier) {
    WholeWord whole = new WholeWord(word);
    int at = whole.in(text, 0);
    for (int looked = 0; at >= 0 && looked < MAX_LOOKED_AT; looked++) {
      int end = Math.min(text.length(), at + word.length() + BESIDE);
      if (Identifiers.find(text.substring(Math.max(0, at - BESIDE), end)).contains(identifier)) {
        return true;
      }
      at = whole.in(text, at + 1);
    }
    return false;
  }

  /** Returns what lets every memory through that mentions an identifier; empty without a word. */
  static List<Filter> lookups(Identifier identifier) {
    return Identifiers.spellings(identifier).stream()
        .filter(words -> !IndexedText.query(words).isEmpty())
        .<Filter>map(Filter.ContainsText::new)
        .toList();
  }
}
