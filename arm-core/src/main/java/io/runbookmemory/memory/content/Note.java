package io.runbookmemory.memory.content;

import io.runbookmemory.text.StorableText;

/**
 * Something somebody said, in their own words.
 *
 * @param text the words
 */
public record Note(String text) implements Content {

  /** Makes the text storable; see {@link StorableText}. */
  public Note {
    text = StorableText.of(text);
  }

  @Override
  public String kind() {
    return "note";
  }
}
