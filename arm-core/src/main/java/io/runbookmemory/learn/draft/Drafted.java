package io.runbookmemory.learn.draft;

import io.runbookmemory.memory.Memory;
import org.jspecify.annotations.Nullable;

/**
 * What became of something that an incident proposes.
 *
 * @param draft the proposal
 * @param how what became of it
 * @param reason why it does not wait; null where it does
 */
public record Drafted(Memory draft, How how, @Nullable String reason) {

  /** What became of a proposal. */
  public enum How {
    /** It waits for an owner. */
    NEW,
    /** It took the place of what the incident proposed before, and waits. */
    REPLACED,
    /** It was proposed before, and waits. */
    KNOWN,
    /** What was proposed before was edited: that waits, and this was not written. */
    EDITED,
    /** An owner approved it before. */
    APPROVED,
    /** An owner did not want it, now or from another incident; nothing was written. */
    REJECTED,
    /** It breaks a rule; nothing was written. */
    REFUSED;

    /**
     * Returns whether a draft waits for an owner.
     *
     * @return true for {@link #NEW}, {@link #REPLACED}, {@link #KNOWN} and {@link #EDITED}
     */
    public boolean waits() {
      return this == NEW || this == REPLACED || this == KNOWN || this == EDITED;
    }
  }
}
