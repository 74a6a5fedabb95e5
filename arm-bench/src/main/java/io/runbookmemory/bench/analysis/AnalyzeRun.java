package io.runbookmemory.bench.analysis;

import io.runbookmemory.bench.measure.Machine;
import io.runbookmemory.bench.measure.Table;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.learn.analysis.Activity;
import io.runbookmemory.learn.analysis.AnalysisHome;
import io.runbookmemory.learn.analysis.AnalysisPolicy;
import io.runbookmemory.learn.analysis.AnalysisReport;
import io.runbookmemory.learn.analysis.SleepTimeAnalyzer;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** The process with the small heap: a whole run, one after a day more, and one with nothing new. */
public final class AnalyzeRun {

  private static final int INCIDENTS_A_DAY = 270;

  private final Table table =
      new Table("run", "activity", "seconds", "CPU seconds", "findings", "written");

  private AnalyzeRun() {}

  /**
   * Measures and prints a table.
   *
   * @param arguments the store's directory and the file of recorded events
   */
  public static void main(String[] arguments) {
    System.out.println(Machine.here());
    try (MemoryStore store = LuceneMemoryStore.open(Path.of(arguments[0]))) {
      System.out.println(new AnalyzeRun().measured(store, Path.of(arguments[1])));
    }
  }

  private Table measured(MemoryStore store, Path events) {
    Instant end = PlantedYear.UNTIL;
    Instant dayBefore = end.minus(Duration.ofDays(1));
    RememberPipeline remember =
        new RememberPipeline(
            store, null, new PatternRedactor(), Environments.DEFAULT, InstantSource.fixed(end));
    SleepTimeAnalyzer analyzer =
        new SleepTimeAnalyzer(
            new AnalysisHome(store, remember, new ExactMemoryStore(), Tenant.DEFAULT, "bench"),
            new RecordedEvents(events, PlantedYear.of(1).resources()),
            AnalysisPolicy.in(PlantedYear.ZONE));
    rows("whole", analyzer, dayBefore);
    remember.rememberAll(day(end));
    rows("a day more", analyzer, end);
    rows("nothing new", analyzer, end.plusMillis(1));
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
  private record Begin(String run, String activity, long nanos, Duration cpu) {
    Begin(String run, String activity) {
      this(run, activity, System.nanoTime(), cpuTime());
    }
  }

  private void rows(String run, SleepTimeAnalyzer analyzer, Instant now) {
    Begin all = new Begin(run, "all");
    long findings = 0;
    int written = 0;
    for (Activity activity : Activity.values()) {
      Begin one = new Begin(run, activity.name());
      AnalysisReport report = analyzer.run(EnumSet.of(activity), now);
      row(one, report.findings().count(), report.written());
      findings += report.findings().count();
      written += report.written();
    }
    row(all, findings, written);
  }

  private void row(Begin begin, long findings, int written) {
    double seconds = (System.nanoTime() - begin.nanos) / 1e9;
    double work = cpuTime().minus(begin.cpu).toMillis() / 1000.0;
    table.row(begin.run, begin.activity, seconds, work, findings, written);
  }

  private static Duration cpuTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
