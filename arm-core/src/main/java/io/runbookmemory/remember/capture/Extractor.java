package io.runbookmemory.remember.capture;

import io.runbookmemory.memory.Scope;
import java.time.Instant;

/**
 * Finds in free text what it says of an incident. {@link RuleExtractor} is the one that is used
 * unless another is set, such as one that asks a language model. Implementations are thread-safe.
 */
@FunctionalInterface
public interface Extractor {

  /**
   * Returns what a text says. What it does not say is left out, never guessed.
   *
   * @param text somebody's words, without secrets, not blank
   * @param scope what they are known to be about; it wins over what the text says
   * @param at when they were said
   * @return an incident, or a note of the same words
   */
  Captured extract(String text, Scope scope, Instant at);
}
