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
import org.jspecify.annotations.Nullable;

/** Which memories hold an exact identifier. Immutable. */
final class Holding {

  /** How far around a word may stand what makes it an identifier. */
  private static final int BESIDE = 100;

  /** After so many words that are none the next will hardly be one. */
  private static final int MAX_LOOKED_AT = 50;

  private final Identifier identifier;
  private final WholeWord whole;

  /** The number that stands last in a value of several words, such as {@code HTTP 503}. */
  private final @Nullable WholeWord number;

  Holding(Identifier identifier) {
    this.identifier = identifier;
    String value = identifier.value();
    int last = value.lastIndexOf(' ') + 1;
    this.whole = new WholeWord(value);
    this.number = last == 0 || last == value.length() ? null : new WholeWord(value.substring(last));
  }

  Identifier identifier() {
    return identifier;
  }

  /**
   * Whether the identifier names what the memory is about: its alert, by name or fingerprint. A
   * page may also have the alert's name for its title; that counts for the name that the alert
   * itself brings, since in a text a product's name looks the same.
   */
  boolean answers(Memory memory, boolean told) {
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
  boolean canBeAnswered() {
    return switch (identifier.kind()) {
      case ALERT_NAME, FINGERPRINT -> true;
      case ERROR_CODE, HOST -> false;
    };
  }

  /** Whether the identifier stands in the memory's title or text. */
  boolean mentions(Memory memory) {
    return mentions(memory.title()) || mentions(memory.text());
  }

  private boolean mentions(String text) {
    return whole.in(text, 0) >= 0 || (number != null && isNamed(text, number));
  }

  /** Whether the memory itself says that it is one, where it mentions it. */
  boolean names(Memory memory) {
    return isNamed(memory.title(), whole) || isNamed(memory.text(), whole);
  }

  /** Whether a word stands where it is the identifier, such as {@code status code 503}. */
  private boolean isNamed(String text, WholeWord word) {
    int at = word.in(text, 0);
    for (int looked = 0; at >= 0 && looked < MAX_LOOKED_AT; looked++) {
      int end = Math.min(text.length(), at + identifier.value().length() + BESIDE);
      if (Identifiers.find(text.substring(Math.max(0, at - BESIDE), end)).contains(identifier)) {
        return true;
      }
      at = word.in(text, at + 1);
    }
    return false;
  }

  /** Returns what lets every memory through that mentions an identifier; empty without a word. */
  List<Filter> lookups() {
    return Identifiers.spellings(identifier).stream()
        .filter(words -> !IndexedText.query(words).isEmpty())
        .<Filter>map(Filter.ContainsText::new)
        .toList();
  }
}
