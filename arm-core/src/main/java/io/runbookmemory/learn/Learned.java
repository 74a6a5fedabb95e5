package io.runbookmemory.learn;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.remember.Remembered;
import java.util.List;

/**
 * What was learned from an outcome.
 *
 * @param counted whether it was counted
 * @param helped the memories that gained trust
 * @param failed the memories that lost trust
 * @param unknown the memories that were named and are not there: nothing was counted for them
 * @param draft the memory of this incident, which waits for an owner's approval; that of the first
 *     report if the outcome was counted before
 */
public record Learned(
    Counted counted,
    List<MemoryId> helped,
    List<MemoryId> failed,
    List<MemoryId> unknown,
    Remembered draft) {

  /** Whether an outcome was counted. */
  public enum Counted {
    /** It was. */
    YES,
    /** It was counted under the same key before; nothing is counted twice. */
    BEFORE,
    /**
     * It was concluded from the silence of a channel that is not known to report resolutions:
     * nothing follows from that. A later word of the same key counts.
     */
    SILENCE_SAYS_NOTHING
  }

  /** Copies the lists. */
  public Learned {
    helped = List.copyOf(helped);
    failed = List.copyOf(failed);
    unknown = List.copyOf(unknown);
  }
}
