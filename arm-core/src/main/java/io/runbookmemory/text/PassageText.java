package io.runbookmemory.text;

/**
 * A passage of a text: small enough for an embedding model's window, and readable without the rest.
 *
 * @param range where it stands in the text
 * @param embeddable what is embedded: the title and the headings above it on one line, then the
 *     passage itself; not blank
 */
public record PassageText(TextRange range, String embeddable) {

  /** Checks the rules. */
  public PassageText {
    if (embeddable.isBlank()) {
      throw new IllegalArgumentException("embeddable must not be blank");
    }
  }
}
