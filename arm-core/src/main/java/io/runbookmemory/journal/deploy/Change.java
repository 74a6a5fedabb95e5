package io.runbookmemory.journal.deploy;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Deployment;
import java.time.Instant;

/**
 * A deployment near a service.
 *
 * @param memory the memory of it
 * @param deployment its content
 * @param hops how far away it is: 0 for the service itself, 1 for what it depends on, and so on
 */
public record Change(Memory memory, Deployment deployment, int hops) {

  /**
   * Returns when it went out, or is to.
   *
   * @return the time
   */
  public Instant at() {
    return memory.times().knownAt();
  }
}
