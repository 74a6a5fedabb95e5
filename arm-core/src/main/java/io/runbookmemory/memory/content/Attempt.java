package io.runbookmemory.memory.content;

import io.runbookmemory.text.StorableText;

/**
 * Something that was tried during an incident, and what it did.
 *
 * @param action what was done, in the words of those who did it
 * @param effect what it did
 */
public record Attempt(String action, Effect effect) {

  /** Checks the rules. */
  public Attempt {
    action = StorableText.of(action);
    if (action.isBlank()) {
      throw new IllegalArgumentException("an attempt's action must not be blank");
    }
  }
}
