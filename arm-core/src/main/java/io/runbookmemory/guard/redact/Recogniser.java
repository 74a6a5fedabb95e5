package io.runbookmemory.guard.redact;

import org.jspecify.annotations.Nullable;

/**
 * Knows one form of secret. Asked only where its trigger stands, so it may look around, but not
 * further than a bound or the end of what it finds: that keeps the scanner linear. Thread-safe.
 */
@FunctionalInterface
interface Recogniser {

  /**
   * Returns the secret that the character at an index betrays.
   *
   * @param text any text
   * @param at where the trigger stands
   * @param floor where the last finding ended: a border that none goes over
   * @return what begins at the floor or later, or null
   */
  @Nullable Finding at(String text, int at, int floor);
}
