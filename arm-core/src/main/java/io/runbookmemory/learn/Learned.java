package io.runbookmemory.learn;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.remember.Remembered;
import java.util.List;

/**
 * What was learned from an outcome.
 *
 * @param helped the memories that gained trust
 * @param failed the memories that lost trust
 * @param draft the memory of this incident, which waits for an owner's approval
 */
public record Learned(List<MemoryId> helped, List<MemoryId> failed, Remembered draft) {

  /** Copies the lists. */
  public Learned {
    helped = List.copyOf(helped);
    failed = List.copyOf(failed);
  }
}
