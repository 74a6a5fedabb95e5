package io.runbookmemory.bench.hold;

import io.runbookmemory.bench.measure.Growth;
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

  /** Returns the exponent by which what the costs say of something grows. */
  static double exponent(List<Cost> costs, ToDoubleFunction<Cost> of) {
    Growth growth = new Growth();
    costs.forEach(cost -> growth.add(cost.memories(), of.applyAsDouble(cost)));
    return growth.exponent();
  }
}
