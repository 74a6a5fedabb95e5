package io.runbookmemory.testkit.replay;

import io.runbookmemory.RunbookMemoryBuilder;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.replay.engine.ReplaySettings;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How the service under test is set up. A team's own overrides what differs and is named by its
 * class in {@link ReplayTest} or {@link Replay}; it then needs a constructor without arguments, and
 * one instance serves a whole run: it must be thread-safe if tests run in parallel.
 */
public interface ReplaySetup {

  /**
   * Returns what embeds texts.
   *
   * @return a new model, which is closed by whoever asked; by default one of no weights, {@link
   *     FakeEmbeddingModel}
   */
  default EmbeddingModel model() {
    return new FakeEmbeddingModel(256);
  }

  /**
   * Returns where a test's {@code RunbookMemory} keeps what it is told. A replay itself has a store
   * of its own, of what was known then.
   *
   * @param clock the test's
   * @return a new store, empty, closed after the test; in memory by default
   */
  default MemoryStore store(InstantSource clock) {
    return new ExactMemoryStore(clock);
  }

  /**
   * Sets what answers, in a replay and as a test's {@code RunbookMemory}: how recall weighs, who
   * plans, what is redacted.
   *
   * @param builder with the store, the model and the clock; recalls are not counted
   * @return the same builder
   */
  default RunbookMemoryBuilder memory(RunbookMemoryBuilder builder) {
    return builder;
  }

  /**
   * Returns how incidents are replayed: when a budget pages, and what counts as one page.
   *
   * @return {@link ReplaySettings#DEFAULT} by default
   */
  default ReplaySettings settings() {
    return ReplaySettings.DEFAULT;
  }

  /**
   * Returns the zone of clock times such as {@code 02:51}, in assertions and in their failures.
   *
   * @return UTC by default
   */
  default ZoneId zone() {
    return ZoneOffset.UTC;
  }
}
