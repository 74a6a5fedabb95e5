package io.runbookmemory.examples.daemon.budget;

import io.runbookmemory.slo.Classification;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of a budget. */
public sealed interface Budget {

  /**
   * It was judged.
   *
   * @param classification the verdict with its evidence
   * @param since since when it burns so that it is more than a line in the log; null if it does not
   */
  record Judged(Classification classification, @Nullable Instant since) implements Budget {}

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
