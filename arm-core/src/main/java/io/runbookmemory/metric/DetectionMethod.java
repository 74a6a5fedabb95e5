package io.runbookmemory.metric;

/** How a sample is judged by those before it. */
sealed interface DetectionMethod permits TwoSigma, LevelStepAndDay {

  /** Judges a finite sample that is later than those before it, and then remembers it. */
  Reading judge(long time, double value);
}
