package io.runbookmemory.recall;

/** What a recall had to do without. */
public enum Degradation {
  /** The embedding model was not ready in time. */
  EMBEDDER_TIMEOUT,
  /** The embedding model failed. */
  EMBEDDER_DOWN,
  /** There were no vectors: memories were found by their words alone. */
  LEXICAL_ONLY,
  /** The store was not ready in time: nothing could be recalled. */
  STORE_TIMEOUT,
  /** The store failed: nothing could be recalled. */
  STORE_DOWN,
  /** The way to linked memories and to dependencies took too long, or failed: none was followed. */
  SURROUNDINGS,
  /**
   * The memories came from a local copy, since the shared store is down: later changes may be
   * missing. {@link Recall#staleness} says since when.
   */
  STORE_STALE,
  /**
   * The memories came from a local copy that was not complete yet when the shared store went down:
   * older ones may be missing too.
   */
  STORE_INCOMPLETE
}
