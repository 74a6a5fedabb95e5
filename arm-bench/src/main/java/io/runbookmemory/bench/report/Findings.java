package io.runbookmemory.bench.report;

import io.runbookmemory.bench.report.machine.Build;
import io.runbookmemory.bench.report.machine.MachineFacts;
import java.util.List;
import java.util.Map;

/**
 * All that a report says.
 *
 * @param form how much was measured
 * @param began when, as ISO 8601 in UTC
 * @param seconds how long it took, without what was kept of an earlier run
 * @param machine what numbers are to be read with
 * @param build what was measured
 * @param commit of the sources; empty if unknown
 * @param data what was searched, in words
 * @param seeds what was drawn from which seed
 * @param chapters the chapters that were asked for
 * @param results what became of them, in the same order
 */
record Findings(
    Form form,
    String began,
    double seconds,
    MachineFacts machine,
    Build build,
    String commit,
    String data,
    Map<String, Long> seeds,
    List<Chapter> chapters,
    List<Result> results) {

  List<Judged> figures() {
    return java.util.stream.IntStream.range(0, chapters.size())
        .boxed()
        .flatMap(i -> Judged.of(chapters.get(i), results.get(i), form).stream())
        .toList();
  }
}
