package io.runbookmemory.connectors.policy;

import io.runbookmemory.learn.upkeep.RetentionPolicy;
import io.runbookmemory.learn.upkeep.audit.AuditPolicy;
import io.runbookmemory.salience.SaliencePolicy;

/**
 * What a policy file says; what it leaves out is as by default.
 *
 * @param retention how long memories are kept
 * @param audit how long verifications last
 * @param salience how fast memories fade, and from which age on they are stale
 */
public record MemoryPolicy(RetentionPolicy retention, AuditPolicy audit, SaliencePolicy salience) {

  /** What holds without a file. */
  public static final MemoryPolicy DEFAULT =
      new MemoryPolicy(RetentionPolicy.DEFAULT, AuditPolicy.DEFAULT, SaliencePolicy.DEFAULT);
}
