package io.runbookmemory.memory.content;

import io.runbookmemory.text.StorableText;

/**
 * One turn of a chat session.
 *
 * @param role who spoke, such as {@code user} or {@code assistant}
 * @param text what was said
 */
public record Interaction(String role, String text) implements Content {

  /** Makes the text storable; see {@link StorableText}. */
  public Interaction {
    role = StorableText.of(role);
    text = StorableText.of(text);
  }

  @Override
  public String kind() {
    return "interaction";
  }
}
