package io.runbookmemory.bench.peers;

import io.runbookmemory.memory.Memory;
import java.util.Map;

/** What the other libraries are told of a memory, for their filters. */
public final class Metadata {

  private Metadata() {}

  /** Returns environment, service and tag. */
  public static Map<String, Object> of(Memory memory) {
    return Map.of(
        "env", String.valueOf(memory.scope().env()),
        "service", String.valueOf(memory.scope().service()),
        "tag", memory.tags().iterator().next());
  }
}
