package io.runbookmemory.store;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A memory with the vectors of its passages. A memory of several passages is found by its best one
 * and returned once; one without any is found by its words alone.
 *
 * @param memory the memory
 * @param passages its embedded passages; copied
 * @param space the space of their vectors; null exactly if there are no passages
 */
public record StoredMemory(Memory memory, List<Passage> passages, @Nullable EmbeddingSpace space) {

  /** Checks the rules and copies the list. */
  public StoredMemory {
    passages = List.copyOf(passages);
    if (passages.isEmpty() != (space == null)) {
      throw new IllegalArgumentException(
          "a memory must have both passages and their space or neither, got "
              + passages.size()
              + " passages and "
              + space);
    }
    for (Passage passage : passages) {
      if (space != null && passage.embedding().dimension() != space.dimension()) {
        throw new IllegalArgumentException(
            "a passage's vector must have the "
                + space.dimension()
                + " dimensions of its space, got "
                + passage.embedding().dimension());
      }
    }
  }

  /**
   * Returns a memory without vectors.
   *
   * @param memory the memory
   * @return one that is found by its words alone
   */
  public static StoredMemory lexical(Memory memory) {
    return new StoredMemory(memory, List.of(), null);
  }

  /**
   * Returns the memory's identity.
   *
   * @return {@code memory().id()}
   */
  public MemoryId id() {
    return memory.id();
  }

  /**
   * Returns this with the memory's version replaced.
   *
   * @param version at least 0
   * @return a copy
   */
  public StoredMemory withVersion(long version) {
    return version == memory.version()
        ? this
        : new StoredMemory(memory.toBuilder().version(version).build(), passages, space);
  }
}
