package io.runbookmemory.memory.content;

/**
 * Something somebody said, in their own words.
 *
 * @param text the words
 */
public record Note(String text) implements Content {

  @Override
  public String kind() {
    return "note";
  }
}
