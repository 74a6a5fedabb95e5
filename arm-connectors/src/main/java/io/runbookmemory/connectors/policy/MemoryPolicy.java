package io.runbookmemory.connectors.policy;

import io.runbookmemory.learn.upkeep.RetentionPolicy;
import io.runbookmemory.learn.upkeep.audit.AuditPolicy;
import io.runbookmemory.memory.MemoryType;
import java.time.Duration;
import java.util.Map;

/**
 * What a policy file says; what it leaves out is as by default.
 *
 * @param retention how long memories are kept
 * @param audit how long verifications last, and from which age on memories are stale
 * @param halfLives how fast memories fade, by those types that the file names
 */
public record MemoryPolicy(
    RetentionPolicy retention, AuditPolicy audit, Map<MemoryType, Duration> halfLives) {

  /** What holds without a file. */
  public static final MemoryPolicy DEFAULT =
      new MemoryPolicy(RetentionPolicy.DEFAULT, AuditPolicy.DEFAULT, Map.of());

  /** Copies the map. */
  public MemoryPolicy {
    halfLives = Map.copyOf(halfLives);
  }
}
