package io.runbookmemory.oncall;

import org.jspecify.annotations.Nullable;

/**
 * What is to be expected of a step, and how it is taken back. Nothing in it is a guess: what no
 * memory says is unknown.
 *
 * @param basis where {@code effect} is from
 * @param effect what is to be seen, in the runbook's words, or how often it helped; null where that
 *     is unknown
 * @param rollback how the step is taken back, in the runbook's words; null where it does not say
 * @param otherwise what to do when the step does not help, in the runbook's words; null where it
 *     does not say
 */
public record Prospect(
    Basis basis, @Nullable String effect, @Nullable String rollback, @Nullable String otherwise) {

  /** Where it is known from what a step does. */
  public enum Basis {
    /** The runbook says it. */
    WRITTEN,
    /** It was counted when the step was carried out before. */
    COUNTED,
    /** No memory says it. */
    UNKNOWN
  }

  /** Checks the rules. */
  public Prospect {
    if ((basis == Basis.UNKNOWN) != (effect == null)) {
      throw new IllegalArgumentException(
          "a prospect must be UNKNOWN where it has no effect, and nowhere else, got " + basis);
    }
  }
}
