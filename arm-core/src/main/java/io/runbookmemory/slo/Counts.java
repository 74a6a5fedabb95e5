package io.runbookmemory.slo;

/** What one window has seen: of a series that is at hand, or of one that comes in. */
interface Counts {

  /** Returns how many requests failed, at least 0. */
  long bad();

  /** Returns how many requests there were, at least 0. */
  long total();

  /** Returns how many samples lie in the window, at least 0. */
  int samples();

  /** Returns how much of the window was measured, in [0, 1]. */
  double coverage();
}
