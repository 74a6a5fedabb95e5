package io.runbookmemory.bench.analysis;

import io.runbookmemory.Foreseen;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.bench.measure.Bounds;
import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.bench.measure.Tables;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.journal.alerts.AlertLog;
import io.runbookmemory.journal.alerts.AlertRecord;
import io.runbookmemory.learn.analysis.Activity;
import io.runbookmemory.learn.analysis.AnalysisPolicy;
import io.runbookmemory.learn.analysis.AnalysisReport;
import io.runbookmemory.learn.analysis.resource.ResourceSeries;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Incident;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The process with the small heap: a whole run, one after a day more, and one with nothing new. */
public final class AnalyzeRun {

  /** What {@link AnalyzeProgram} writes, by its name in the directory. */
  static final String STORE = "store";

  static final String LEDGER = "ledger.db";

  /** The alerts of the last day, which come in between two runs. */
  static final String DAY = "day.db";

  private static final int INCIDENTS_A_DAY = 270;
  private static final Duration AHEAD = Duration.ofDays(7);

  private final Table table =
      new Table("run", "part", "seconds", "CPU seconds", "findings", "written");
  private final AtomicReference<Instant> now = new AtomicReference<>(PlantedYear.UNTIL);
  private final List<ResourceSeries> resources = PlantedYear.of(1).resources();
  private final RunbookMemory memory;

  private AnalyzeRun(LuceneMemoryStore store, SqliteMemoryStore ledger) {
    this.memory =
        RunbookMemory.builder(store)
            .ledger(ledger)
            .clock(now::get)
            .analysis(AnalysisPolicy.in(PlantedYear.ZONE), "bench")
            .resources(this::windows)
            .build();
  }

  /**
   * Measures and prints a table.
   *
   * @param arguments the directory with the store and the ledgers
   */
  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    System.out.println(Machine.here());
    System.out.printf("load average before: %.1f%n", load());
    try (LuceneMemoryStore store = LuceneMemoryStore.open(directory.resolve(STORE));
        SqliteMemoryStore ledger = SqliteMemoryStore.open(directory.resolve(LEDGER));
        SqliteMemoryStore day = SqliteMemoryStore.open(directory.resolve(DAY))) {
      AnalyzeRun run = new AnalyzeRun(store, ledger);
      Tables.print("runs", run.measured(day));
      run.memory.close();
      Tables.print("bounds", Bounds.table(directory));
    }
    System.out.printf("load average after: %.1f%n", load());
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private List<ResourceSeries> windows(Instant asOf) {
    return resources.stream()
        .map(
            one ->
                new ResourceSeries(
                    one.name(),
                    one.place(),
                    one.series().window(asOf, Duration.ofDays(42)),
                    one.limit(),
                    one.crossing()))
        .toList();
  }

  private Table measured(SqliteMemoryStore day) {
    now.set(PlantedYear.UNTIL.minus(Duration.ofDays(1)));
    rows("whole");
    now.set(PlantedYear.UNTIL);
    memory.rememberAll(day(PlantedYear.UNTIL));
    List<AlertRecord> alerts = new ArrayList<>();
    new AlertLog(day.ledger(Tenant.DEFAULT)).read(0, alerts::add);
    memory.journal().alerts().append(alerts);
    rows("a day more");
    now.set(PlantedYear.UNTIL.plusMillis(1));
    rows("nothing new");
    return table;
  }

  /** A day's incidents. */
  private static List<Memory> day(Instant at) {
    List<Memory> day = new ArrayList<>();
    for (int i = 0; i < INCIDENTS_A_DAY; i++) {
      Incident incident =
          Incident.builder("queue " + i + " of the day is full")
              .alertName("QueueFull")
              .resolution("drain it")
              .build();
      Scope scope = Scope.of(Tenant.DEFAULT).withService("service-" + i % 50).withEnv("prod");
      day.add(
          Memory.builder(MemoryId.named("day", "" + i), scope, "Queue " + i, incident, at).build());
    }
    return day;
  }

  /** When something began, by the clock and by the processor. */
  private record Begin(String run, String part, long nanos, Duration cpu) {
    Begin(String run, String part) {
      this(run, part, System.nanoTime(), cpuTime());
    }
  }

  private void rows(String run) {
    Begin all = new Begin(run, "all");
    long findings = 0;
    int written = 0;
    for (Activity activity : Activity.values()) {
      Begin one = new Begin(run, activity.name());
      AnalysisReport report = memory.analysis().run(EnumSet.of(activity));
      requireDone(report);
      row(one, report.findings().count(), report.written());
      findings += report.findings().count();
      written += report.written();
    }
    Begin one = new Begin(run, "predictions");
    Foreseen foreseen = memory.analysis().foresee(AHEAD);
    row(one, foreseen.predictions().size(), foreseen.prepared());
    row(all, findings + foreseen.predictions().size(), written + foreseen.prepared());
  }

  private static void requireDone(AnalysisReport report) {
    if (report.results().stream().anyMatch(one -> one.state() == AnalysisReport.State.FAILED)) {
      throw new IllegalStateException("an activity failed: " + report.results());
    }
  }

  private void row(Begin begin, long findings, int written) {
    double seconds = (System.nanoTime() - begin.nanos) / 1e9;
    double work = cpuTime().minus(begin.cpu).toMillis() / 1000.0;
    table.row(begin.run, begin.part, seconds, work, findings, written);
  }

  private static Duration cpuTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
