package io.runbookmemory.testkit.decay;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.salience.SaliencePolicy;
import java.time.Instant;

/** A way of telling how much a memory counts at some time. */
@FunctionalInterface
public interface Decay {

  /**
   * Returns how much a memory counts.
   *
   * @param memory the memory
   * @param usage what became of it in use
   * @param asOf the time, any
   * @return in [0, 1], higher is more
   */
  double value(Memory memory, Usage usage, Instant asOf);

  /**
   * Returns a policy's way: the value of its salience.
   *
   * @param policy the policy
   * @return its salience, as one number
   */
  static Decay of(SaliencePolicy policy) {
    return (memory, usage, asOf) -> policy.salience(memory, usage, asOf).value();
  }
}
