package io.runbookmemory.memory.content;

import io.runbookmemory.text.StorableText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of a runbook.
 *
 * @param section the heading it stands under, such as {@code Mitigation}; may be empty
 * @param text what to do, in one or a few sentences
 * @param language the language of {@code code}, such as {@code promql} or {@code bash}; null where
 *     there is no code
 * @param code a query or command with placeholders such as {@code $service}, or null
 */
public record RunbookStep(
    String section, String text, @Nullable String language, @Nullable String code) {

  /** Checks the rules. */
  public RunbookStep {
    section = StorableText.of(section);
    text = StorableText.of(text);
    language = StorableText.orNull(language);
    code = StorableText.orNull(code);
    if (text.isBlank() && code == null) {
      throw new IllegalArgumentException("a step needs a text or code");
    }
  }

  /**
   * Returns what outcomes of this step are counted under: its words in lower case, so that the
   * count survives a reordering of the runbook.
   *
   * @return at most 120 characters
   */
  public String key() {
    String words = (text.isBlank() ? String.valueOf(code) : text).strip();
    String key = words.toLowerCase(java.util.Locale.ROOT).replaceAll("\\s+", " ");
    if (key.length() <= 120) {
      return key;
    }
    return key.substring(0, Character.isHighSurrogate(key.charAt(119)) ? 119 : 120);
  }

  /**
   * Returns the step's query if it is one in PromQL.
   *
   * @return the query with its placeholders
   */
  public Optional<String> promql() {
    return "promql".equalsIgnoreCase(language) ? Optional.ofNullable(code) : Optional.empty();
  }
}
