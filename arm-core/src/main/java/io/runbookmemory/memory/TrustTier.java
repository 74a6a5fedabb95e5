package io.runbookmemory.memory;

/** How far a memory's origin can be trusted. */
public enum TrustTier {
  /** Written or approved by an owner. */
  CURATED,
  /** Captured by a daemon or told by somebody on call. */
  OBSERVED,
  /** Concluded by analysis from other memories. */
  DERIVED,
  /** Text from outside that nobody has read, such as a ticket or a log. */
  EXTERNAL
}
