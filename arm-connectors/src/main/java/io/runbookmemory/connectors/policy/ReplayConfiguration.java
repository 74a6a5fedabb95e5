package io.runbookmemory.connectors.policy;

import io.runbookmemory.oncall.noise.NoisePolicy;
import io.runbookmemory.recall.RecallPolicy;
import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.Slo;
import java.time.Duration;
import java.util.function.Function;

/**
 * What a replay is tried with; what its file leaves out is as by default.
 *
 * @param recall how recall weighs what it finds
 * @param noise what counts as one page
 * @param burnRate when the budget of an objective pages
 * @param shift how long a shift is
 */
public record ReplayConfiguration(
    RecallPolicy recall,
    NoisePolicy noise,
    Function<Slo, BurnRatePolicy> burnRate,
    Duration shift) {

  /** What holds without a file: the workbook's pairs, and shifts of 12 hours. */
  public static final ReplayConfiguration DEFAULT =
      new ReplayConfiguration(
          RecallPolicy.DEFAULT,
          NoisePolicy.DEFAULT,
          slo -> BurnRatePolicy.workbook(slo.period()).feasibleFor(slo),
          Duration.ofHours(12));
}
