package io.runbookmemory.memory;

/** What sort of knowledge a memory is, which decides how it fades. */
public enum MemoryType {
  /** What is so: a dependency, an owner, a limit. Fades slowly. */
  FACTUAL,
  /** What happened: an incident. Fades over weeks. */
  EPISODIC,
  /** What holds in general: a pattern. Fades very slowly. */
  SEMANTIC,
  /** How it is done: a runbook. Does not fade. */
  PROCEDURAL,
  /** What is so just now: a deployment, a baseline. Fades within days. */
  TEMPORAL
}
