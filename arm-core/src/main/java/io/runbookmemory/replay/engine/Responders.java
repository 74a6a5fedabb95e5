package io.runbookmemory.replay.engine;

import io.runbookmemory.store.MemoryStore;
import java.time.InstantSource;

/** Makes what answers for one incident. Called by several threads at once. */
@FunctionalInterface
public interface Responders {

  /**
   * Returns what answers from a store.
   *
   * @param known holds what is known at the clock's time, and more as that goes on
   * @param clock the time that is replayed
   * @return closed by the replay
   */
  Responder open(MemoryStore known, InstantSource clock);
}
