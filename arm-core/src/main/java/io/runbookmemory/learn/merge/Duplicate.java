package io.runbookmemory.learn.merge;

import io.runbookmemory.memory.Memory;
import java.util.List;

/**
 * A proposal: two memories that may be one.
 *
 * @param first the one of the lower id
 * @param second the other
 * @param similarity how alike their words are, in [0, 1]; 1 where an identifier is the same
 * @param evidence why, for people; at least one line; copied
 */
public record Duplicate(Memory first, Memory second, double similarity, List<String> evidence) {

  /** Copies the list. */
  public Duplicate {
    evidence = List.copyOf(evidence);
  }
}
