package io.runbookmemory.replay.backtest;

import io.runbookmemory.recall.Strength;
import io.runbookmemory.replay.Bootstrap;
import io.runbookmemory.replay.Estimate;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How a recall would have done on past incidents.
 *
 * @param replayed every incident in order of time
 * @param repeated how many had happened before
 * @param hitAt1 the share of those whose first recollection was of an earlier one
 * @param hitAt5 the share of those with an earlier one among the first five
 * @param mrrAt10 the mean of one over the rank of the first earlier one, 0 beyond ten
 * @param triageOfRepeated the share of those that fell to triage all the same; lower is better
 * @param triageOfFirst the share of the others, which had not happened before, that fell to triage;
 *     higher is better
 */
public record BacktestReport(
    List<Replayed> replayed,
    int repeated,
    Estimate hitAt1,
    Estimate hitAt5,
    Estimate mrrAt10,
    Estimate triageOfRepeated,
    Estimate triageOfFirst) {

  /** Copies the list. */
  public BacktestReport {
    replayed = List.copyOf(replayed);
  }

  static BacktestReport of(List<Replayed> replayed, Bootstrap bootstrap) {
    List<Replayed> repeated = replayed.stream().filter(Replayed::repeated).toList();
    List<Replayed> first = replayed.stream().filter(one -> !one.repeated()).toList();
    return new BacktestReport(
        replayed,
        repeated.size(),
        mean(repeated, one -> one.rank() == 1 ? 1 : 0, bootstrap),
        mean(repeated, one -> one.rank() >= 1 && one.rank() <= 5 ? 1 : 0, bootstrap),
        mean(repeated, one -> one.rank() == 0 ? 0 : 1.0 / one.rank(), bootstrap),
        mean(repeated, BacktestReport::triaged, bootstrap),
        mean(first, BacktestReport::triaged, bootstrap));
  }

  private static double triaged(Replayed one) {
    return one.strength() == Strength.TRIAGE ? 1 : 0;
  }

  private static Estimate mean(
      List<Replayed> of, ToDoubleFunction<Replayed> value, Bootstrap bootstrap) {
    return bootstrap.estimate(
        of, sample -> sample.stream().mapToDouble(value).average().orElse(Double.NaN));
  }

  /**
   * Returns the incidents that had happened before, of which no earlier one was recalled.
   *
   * @return in order of time
   */
  public List<Replayed> misses() {
    return replayed.stream().filter(one -> one.repeated() && one.rank() == 0).toList();
  }
}
