package io.runbookmemory.bench.upkeep;

import io.runbookmemory.bench.measure.Bounds;
import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.learn.upkeep.PruneReport;
import io.runbookmemory.learn.upkeep.Pruner;
import io.runbookmemory.learn.upkeep.RetentionPolicy;
import io.runbookmemory.learn.upkeep.Sweep;
import io.runbookmemory.learn.upkeep.audit.AuditPolicy;
import io.runbookmemory.learn.upkeep.audit.Auditor;
import io.runbookmemory.learn.upkeep.audit.MemoryAudit;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.salience.SaliencePolicy;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The process with the small heap: audit, decay and a dry run of the pruner over a whole store. */
public final class UpkeepRun {

  private final MemoryStore store;
  private final Table table = new Table("pass", "memories", "seconds", "CPU seconds", "found");

  private UpkeepRun(MemoryStore store) {
    this.store = store;
  }

  /**
   * Measures and prints a table, and one of what the machine takes for the bytes alone.
   *
   * @param arguments the store's directory
   */
  public static void main(String[] arguments) throws IOException {
    System.out.println(Machine.here());
    Path directory = Path.of(arguments[0]);
    try (MemoryStore store = LuceneMemoryStore.openReadOnly(directory)) {
      Tables.print("passes", new UpkeepRun(store).measured());
    }
    Tables.print("bounds", Bounds.table(directory));
  }

  private Table measured() {
    Duration cpu = cpu();
    long begin = System.nanoTime();
    row("audit", this::audit);
    row("decay: the salience of each", this::decay);
    row("prune, dry run", this::prune);
    double seconds = (System.nanoTime() - begin) / 1e9;
    double work = cpu().minus(cpu).toMillis() / 1000.0;
    return table.row("together", "-", seconds, work, "-");
  }

  private record Pass(long memories, String found) {}

  private void row(String name, Supplier<Pass> pass) {
    Duration cpu = cpu();
    long begin = System.nanoTime();
    Pass done = pass.get();
    double seconds = (System.nanoTime() - begin) / 1e9;
    table.row(name, done.memories(), seconds, cpu().minus(cpu).toMillis() / 1000.0, done.found());
  }

  private Pass audit() {
    MemoryAudit audit =
        new Auditor(store, Tenant.DEFAULT, SaliencePolicy.DEFAULT, AuditPolicy.DEFAULT)
            .audit(MixedMemories.NOW);
    long found = audit.findings().values().stream().mapToLong(MemoryAudit.Found::count).sum();
    return new Pass(audit.memories(), found + " findings");
  }

  private Pass decay() {
    List<Double> values = new ArrayList<>();
    long looked =
        new Sweep(store.reader(Tenant.DEFAULT), Filter.everything())
            .each(
                (memory, usage) ->
                    values.add(
                        SaliencePolicy.DEFAULT.salience(memory, usage, MixedMemories.NOW).value()),
                Sweep.Progress.NONE);
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    return new Pass(looked, String.format("%.2f in the mean", mean));
  }

  private Pass prune() {
    PruneReport report =
        new Pruner(store, Tenant.DEFAULT, SaliencePolicy.DEFAULT)
            .prune(RetentionPolicy.DEFAULT, MixedMemories.NOW, true);
    return new Pass(report.looked(), report.pruned() + " to prune");
  }

  /** What the whole process took: the collector's work counts, other processes' does not. */
  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
