package io.runbookmemory.bench.nab;

import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.metric.AnomalyDetector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the detectors score on the Numenta Anomaly Benchmark. */
@Command(
    name = "nab",
    description = {
      "ARM's anomaly detectors on the Numenta Anomaly Benchmark, by its own score, with their fixed"
          + " limits: the half of the files on which these were chosen, the other half, and all."
    })
public final class NabProgram implements Callable<Integer> {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "A checkout of numenta/NAB, with its folders data and labels.")
  private Path data = Path.of("");

  @Option(names = "--detections", description = "List what the default finds, file by file.")
  private boolean detections;

  private long samples;
  private long nanos;

  /** Creates the program; picocli calls it. */
  public NabProgram() {}

  @Override
  public Integer call() throws IOException {
    List<NabSeries> all = NabSeries.readAll(data);
    Table table =
        new Table(
            "detector",
            "files",
            "standard",
            "low FP",
            "low FN",
            "windows found",
            "false positives");
    add(table, "default", AnomalyDetector::create, all);
    long perSample = nanos / samples;
    add(table, "two sigma", () -> AnomalyDetector.builder().twoSigma().build(), all);
    Tables.print("nab", table);
    System.out.println("the default takes " + perSample + " ns a sample");
    if (detections) {
      all.forEach(
          series ->
              System.out.println(series.name() + " " + detect(AnomalyDetector.create(), series)));
    }
    return 0;
  }

  private void add(
      Table table, String name, Supplier<AnomalyDetector> detectors, List<NabSeries> all) {
    List<BitSet> detected = all.stream().map(series -> detect(detectors.get(), series)).toList();
    row(table, name + ", chosen on", all, detected, NabSeries::chosenOn);
    row(table, name + ", other half", all, detected, series -> !series.chosenOn());
    row(table, name + ", all", all, detected, series -> true);
  }

  /** Has a detector watch a file; a sample that it skips is no detection. */
  private BitSet detect(AnomalyDetector detector, NabSeries series) {
    BitSet detected = new BitSet();
    long begin = System.nanoTime();
    for (int i = 0; i < series.at().size(); i++) {
      detected.set(i, detector.add(series.at().get(i), series.values().get(i)).anomaly());
    }
    nanos += System.nanoTime() - begin;
    samples += series.at().size();
    return detected;
  }

  private static void row(
      Table table,
      String name,
      List<NabSeries> all,
      List<BitSet> detected,
      Predicate<NabSeries> part) {
    NabScore standard = new NabScore(NabProfile.STANDARD);
    NabScore lowFp = new NabScore(NabProfile.LOW_FP);
    NabScore lowFn = new NabScore(NabProfile.LOW_FN);
    int files = 0;
    for (int i = 0; i < all.size(); i++) {
      if (part.test(all.get(i))) {
        files++;
        for (NabScore score : List.of(standard, lowFp, lowFn)) {
          score.add(all.get(i), detected.get(i));
        }
      }
    }
    table.row(
        name,
        files,
        text(standard),
        text(lowFp),
        text(lowFn),
        standard.found() + " of " + standard.windows(),
        standard.falsePositives());
  }

  private static String text(NabScore score) {
    return String.format(Locale.ROOT, "%.1f", score.value());
  }
}
