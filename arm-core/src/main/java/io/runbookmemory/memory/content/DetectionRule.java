package io.runbookmemory.memory.content;

import io.runbookmemory.text.StorableText;

/**
 * A query that shows the problem, with placeholders such as {@code $service} that a plan fills in.
 *
 * @param language {@code promql}, {@code spl} or {@code dynatrace}; any other is kept as it is
 * @param query the query's text
 */
public record DetectionRule(String language, String query) {

  /** Checks the rules. */
  public DetectionRule {
    language = StorableText.of(language);
    query = StorableText.of(query);
    if (language.isBlank() || query.isBlank()) {
      throw new IllegalArgumentException(
          "a detection rule needs a language and a query, got \""
              + language
              + "\", \""
              + query
              + "\"");
    }
  }
}
