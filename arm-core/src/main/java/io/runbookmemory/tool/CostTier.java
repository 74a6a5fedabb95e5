package io.runbookmemory.tool;

/**
 * What a call costs somebody, in money or in load, roughly: what a caller may do without asking.
 */
public enum CostTier {
  /** From memory, or a point look-up: call it as often as you like. */
  LOW,

  /** A query of a monitoring system over minutes or hours. */
  MEDIUM,

  /** A search through days of logs, or something that is paid for by the call. */
  HIGH
}
