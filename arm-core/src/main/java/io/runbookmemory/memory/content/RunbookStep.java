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
 * @param expected what is to be seen when it worked, as the runbook says; null where it does not
 * @param rollback how it is taken back: words or a command; null where the runbook does not say
 * @param otherwise what to do when it does not help; null where the runbook does not say
 */
public record RunbookStep(
    String section,
    String text,
    @Nullable String language,
    @Nullable String code,
    @Nullable String expected,
    @Nullable String rollback,
    @Nullable String otherwise) {

  /** Checks the rules. */
  public RunbookStep {
    section = StorableText.of(section);
    text = StorableText.of(text);
    language = StorableText.orNull(language);
    code = StorableText.orNull(code);
    expected = StorableText.orNull(expected);
    rollback = StorableText.orNull(rollback);
    otherwise = StorableText.orNull(otherwise);
    if (text.isBlank() && code == null) {
      throw new IllegalArgumentException("a step needs a text or code");
    }
  }

  /**
   * Creates a step of which no more is written than what to do.
   *
   * @param section the heading it stands under; may be empty
   * @param text what to do
   * @param language the language of {@code code}, or null
   * @param code a query or command, or null
   */
  public RunbookStep(
      String section, String text, @Nullable String language, @Nullable String code) {
    this(section, text, language, code, null, null, null);
  }

  /**
   * Returns this step with what is written about it.
   *
   * @param newExpected what is to be seen when it worked, or null
   * @param newRollback how it is taken back, or null
   * @param newOtherwise what to do when it does not help, or null
   * @return the same action, counted under the same key
   */
  public RunbookStep withRemarks(
      @Nullable String newExpected, @Nullable String newRollback, @Nullable String newOtherwise) {
    return new RunbookStep(section, text, language, code, newExpected, newRollback, newOtherwise);
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
