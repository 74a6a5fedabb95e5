package io.runbookmemory.remember;

import io.runbookmemory.memory.MemoryId;
import java.time.Instant;

/** What became of something that was to be remembered. */
public sealed interface Remembered {

  /**
   * Returns which memory it is about.
   *
   * @return its identity
   */
  MemoryId id();

  /**
   * It is new.
   *
   * @param id the memory
   * @param version its version
   */
  record Added(MemoryId id, long version) implements Remembered {}

  /**
   * It replaced what was known under its identity.
   *
   * @param id the memory
   * @param version its version
   */
  record Updated(MemoryId id, long version) implements Remembered {}

  /**
   * It says what is known already; nothing was written.
   *
   * @param id the memory
   * @param version its version
   */
  record Unchanged(MemoryId id, long version) implements Remembered {}

  /**
   * It tells once more of an incident that is known; what it says anew was added to that memory.
   *
   * @param id the memory of the incident
   * @param version its version
   * @param occurrences how often it was reported by now
   */
  record SeenAgain(MemoryId id, long version, long occurrences) implements Remembered {}

  /**
   * It is not worth remembering; nothing was written.
   *
   * @param id the memory that it would have been
   * @param reason why not, such as {@code a greeting or thanks}
   */
  record Ignored(MemoryId id, String reason) implements Remembered {}

  /**
   * Somebody forgot it; nothing was written. What is forgotten stays so, however often it is read
   * again, until it is brought back on purpose: {@link Revival}.
   *
   * @param id the memory
   * @param at when it was forgotten
   */
  record Forgotten(MemoryId id, Instant at) implements Remembered {}

  /**
   * It breaks a rule; nothing was written.
   *
   * @param id the memory
   * @param reason the rule and the value that broke it
   */
  record Rejected(MemoryId id, String reason) implements Remembered {}
}
