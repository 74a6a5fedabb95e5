package io.runbookmemory.bench.stages;

import io.runbookmemory.bench.measure.Bounds;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Timings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;

/** What the samples of a run come to. */
record StageTables(List<Sample> samples) {

  private static final double MOST_OVERHEAD = 0.05;
  private static final double MOST_KILOBYTES = 64;
  private static final int SYNCS = 50;

  /** Copies the samples. */
  StageTables {
    samples = List.copyOf(samples);
  }

  private Timings times(ToLongFunction<Sample> of) {
    Timings times = new Timings();
    samples.forEach(sample -> times.add(of.applyAsLong(sample)));
    return times;
  }

  private double sum(ToLongFunction<Sample> of) {
    return samples.stream().mapToLong(of).sum();
  }

  /** Returns where the time goes. */
  Table stages() {
    Table table = new Table("stage", "p50 ms", "p99 ms", "share of all time");
    stage(table, "tokenise", one -> Math.min(one.tokens(), one.model()));
    stage(table, "model", one -> Math.max(0, one.model() - one.tokens()));
    stage(table, "search", Sample::store);
    stage(table, "score, and what else a recall does", Sample::own);
    stage(table, "plan", one -> one.whole() - one.recall());
    stage(table, "alert to plan", Sample::whole);
    return table;
  }

  private void stage(Table table, String name, ToLongFunction<Sample> of) {
    Timings times = times(of);
    table.row(name, times.median(), times.percentile(99), sum(of) / sum(Sample::whole));
  }

  /** Returns what the same run's machine and engines take alone. */
  Table bounds(Path directory) throws IOException {
    Table table = new Table("bound, in the same run", "p50 ms", "p99 ms");
    bound(table, "tokenizer and model alone, same texts", times(Sample::modelAlone));
    bound(table, "Lucene's own queries alone, same searches", times(Sample::raw));
    bound(table, "one page appended and synced", Bounds.syncs(directory, SYNCS));
    double second = Bounds.memoryMegabytesPerSecond();
    table.row("1 MB of memory read by one thread", 1e3 / second, Double.NaN);
    return table;
  }

  private static void bound(Table table, String name, Timings times) {
    table.row(name, times.median(), times.percentile(99));
  }

  /** Returns what is to be reached, and what was. */
  Table goals() {
    Table table = new Table("a recall", "measured", "goal", "reached");
    double overhead = sum(Sample::beyond) / sum(Sample::bound);
    row(table, "overhead beyond model and raw search", overhead, MOST_OVERHEAD);
    row(table, "the same, of medians", ofMedians(), MOST_OVERHEAD);
    row(table, "allocated, KB, median", kilobytes(Sample::bytes, 50), MOST_KILOBYTES);
    return table;
  }

  private double ofMedians() {
    return times(Sample::beyond).median() / times(Sample::bound).median();
  }

  private static void row(Table table, String name, double measured, double goal) {
    table.row(name, measured, goal, measured <= goal ? "yes" : "no");
  }

  /** Returns what is allocated, and by whom. */
  Table bytes() {
    Table table = new Table("allocated by a recall", "p50 KB", "p99 KB");
    kilobytes(table, "by all threads, a question not asked before", Sample::bytes);
    kilobytes(table, "by all threads, asked again", Sample::bytesAgain);
    kilobytes(table, "in the model", Sample::modelBytes);
    kilobytes(table, "in the store", Sample::storeBytes);
    kilobytes(table, "Lucene's own queries alone, same searches", Sample::rawBytes);
    kilobytes(table, "ARM's own", one -> one.bytes() - one.modelBytes() - one.storeBytes());
    return table;
  }

  private void kilobytes(Table table, String name, ToLongFunction<Sample> of) {
    table.row(name, kilobytes(of, 50), kilobytes(of, 99));
  }

  private double kilobytes(ToLongFunction<Sample> of, double percent) {
    // A timing in milliseconds is a million nanoseconds: so here millions of bytes.
    return times(of).percentile(percent) * 1e6 / 1024;
  }

  /** Returns how many searches a recall makes, on average. */
  double searches() {
    return samples.stream().mapToInt(Sample::searches).average().orElse(0);
  }
}
