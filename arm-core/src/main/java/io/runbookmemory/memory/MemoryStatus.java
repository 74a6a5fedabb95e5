package io.runbookmemory.memory;

/** Where a memory stands in its life. */
public enum MemoryStatus {
  /** Proposed; an owner has yet to approve it. Never recalled. */
  DRAFT,
  /** In use. */
  ACTIVE,
  /** Something changed that may have made it wrong; recalled with a warning until verified. */
  SUSPECT,
  /** Replaced by another memory; kept for questions about the past. Never recalled. */
  SUPERSEDED
}
