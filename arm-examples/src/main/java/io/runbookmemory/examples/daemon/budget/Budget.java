package io.runbookmemory.examples.daemon.budget;

import io.runbookmemory.slo.Classification;

/** What is known of a budget. */
public sealed interface Budget {

  /**
   * It was judged.
   *
   * @param classification the verdict with its evidence
   */
  record Judged(Classification classification) implements Budget {}

  /**
   * Nothing is known, though something should be.
   *
   * @param slo the objective
   * @param why in words for people
   */
  record Unknown(String slo, String why) implements Budget {}

  /** No objective is watched that the alert belongs to. */
  record None() implements Budget {}
}
