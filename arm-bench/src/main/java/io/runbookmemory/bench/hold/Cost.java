package io.runbookmemory.bench.hold;

import io.runbookmemory.bench.measure.Line;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What so many memories take.
 *
 * @param memories how many
 * @param heap MiB after collections
 * @param resident MiB of the whole process
 * @param disk MiB of files
 * @param seconds to write them
 * @param median of a search, in milliseconds
 * @param p99 of a search, in milliseconds
 */
record Cost(
    int memories,
    double heap,
    double resident,
    double disk,
    double seconds,
    double median,
    double p99) {

  /**
   * Returns the exponent e of the curve c n^e that is nearest: the slope of the line through the
   * logarithms. Not a number where something costs nothing.
   */
  static double exponent(List<Cost> costs, ToDoubleFunction<Cost> of) {
    if (costs.stream().anyMatch(cost -> of.applyAsDouble(cost) <= 0)) {
      return Double.NaN;
    }
    Line line = new Line();
    for (Cost cost : costs) {
      line.add(Math.log(cost.memories()), Math.log(of.applyAsDouble(cost)));
    }
    return line.slope();
  }
}
