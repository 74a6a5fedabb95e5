package io.runbookmemory.learn.draft;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's word on a draft.
 *
 * @param by who, not blank
 * @param reason why; null if nobody said
 * @param at when
 */
public record Word(String by, @Nullable String reason, Instant at) {

  /** Checks the rules. */
  public Word {
    if (by.isBlank()) {
      throw new IllegalArgumentException("a word on a draft must be somebody's, got a blank");
    }
  }
}
