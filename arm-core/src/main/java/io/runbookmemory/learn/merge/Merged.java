package io.runbookmemory.learn.merge;

import io.runbookmemory.memory.MemoryId;
import java.util.List;

/** What became of a merge, or of taking one back. */
public sealed interface Merged {

  /**
   * It was done.
   *
   * @param survivor the memory that stays
   * @param version its version now
   * @param others those that were superseded, or are in use again; copied
   */
  record Done(MemoryId survivor, long version, List<MemoryId> others) implements Merged {

    /** Copies the list. */
    public Done {
      others = List.copyOf(others);
    }
  }

  /**
   * It was not done, and nothing was written.
   *
   * @param reason what stands against it, and what to do
   */
  record Refused(String reason) implements Merged {}
}
