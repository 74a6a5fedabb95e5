package io.runbookmemory.replay.incident;

import io.runbookmemory.memory.Memory;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was known when an incident happened.
 *
 * @param name the key of the memory's provenance, else its id
 * @param knownAt from when on it could be recalled; null if the file that holds the memory says it
 * @param memory the memory as it was then, or null where another file of the replay holds it
 */
public record KnownMemory(String name, @Nullable Instant knownAt, @Nullable Memory memory) {

  /**
   * Returns whether a memory goes by a name.
   *
   * @param memory any memory
   * @param name the key of its provenance, or its id
   * @return true for either
   */
  public static boolean isCalled(Memory memory, String name) {
    return name.equals(memory.provenance().key()) || name.equals(memory.id().toString());
  }
}
