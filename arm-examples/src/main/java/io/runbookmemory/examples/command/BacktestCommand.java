package io.runbookmemory.examples.command;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.connectors.evaluation.IncidentStream;
import io.runbookmemory.examples.option.EvaluationCache;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Progress;
import io.runbookmemory.examples.view.evaluation.BacktestView;
import io.runbookmemory.examples.view.evaluation.HalvesOfTime;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.replay.Bootstrap;
import io.runbookmemory.replay.backtest.Backtest;
import io.runbookmemory.replay.backtest.BacktestReport;
import io.runbookmemory.replay.backtest.PastIncident;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm backtest}: would memory have helped last time? */
@Command(
    name = "backtest",
    description = {
      "Ask every past incident once more, in order of time: as it looked when it was noticed, with"
          + " only what was known before it visible.",
      "Right is an earlier incident of the same series (a tag series:NAME) or, where there is no"
          + " series, of the same alert's name or fingerprint. The store is only read."
    })
public final class BacktestCommand implements Callable<Integer> {

  /** How many incidents are indexed at once, and read at once. */
  private static final int BATCH = 32;

  @Option(
      names = "--stream",
      paramLabel = "FILE",
      description =
          "Incidents as JSON Lines instead of those in the store: id, date, title, summary and"
              + " optionally service, series, alert, fingerprint.")
  private @Nullable Path stream;

  @Option(
      names = "--corpus",
      paramLabel = "FILE",
      description =
          "With --stream: their full reports by id, as JSON Lines; remembered are then these, not"
              + " the summaries.")
  private @Nullable Path corpus;

  @Option(
      names = "--bm25",
      description =
          "With --stream: say beside it what a search by words alone would have recalled, and how"
              + " often each gives an answer to what had not happened before.")
  private boolean words;

  @Option(names = "--verbose", description = "List the incidents whose earlier ones were missed.")
  private boolean verbose;

  private List<HalvesOfTime> beside = List.of();

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private EvaluationCache cache = new EvaluationCache();
  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public BacktestCommand() {}

  @Override
  public Integer call() {
    if (stream == null && (corpus != null || words)) {
      throw output.usage((words ? "--bm25" : "--corpus") + " goes with --stream");
    }
    if (stream != null && store.given()) {
      throw output.usage("--stream has a store of its own: leave --store away, or say --cache DIR");
    }
    BacktestReport report = stream == null ? ofStore() : ofStream(stream);
    if (report.replayed().isEmpty()) {
      output.complain("arm: there is no incident to ask: ingest some, or name a --stream");
      return ExitStatus.NEGATIVE;
    }
    BacktestView.print(report, verbose, beside, output);
    return ExitStatus.OK;
  }

  private BacktestReport ofStore() {
    try (var open = store.openToReadWithModel()) {
      return run(incidents(open.memory().memories()), open.memory());
    }
  }

  private static List<PastIncident> incidents(MemoryReader reader) {
    Filter filter =
        Filter.and(
            Filter.eq(Field.KIND, "incident"),
            new Filter.In<>(
                Field.STATUS, Set.of(MemoryStatus.ACTIVE.name(), MemoryStatus.SUSPECT.name())));
    List<PastIncident> incidents = new ArrayList<>();
    MemoryId last = null;
    List<StoredMemory> page;
    do {
      page = reader.scan(filter, last, BATCH);
      for (StoredMemory stored : page) {
        incidents.add(PastIncident.of(stored.memory()));
        last = stored.memory().id();
      }
    } while (page.size() == BATCH);
    return incidents;
  }

  private BacktestReport ofStream(Path file) {
    MemoryJson.Defaults defaults =
        new MemoryJson.Defaults(store.tenant(), "backtest", Instant.EPOCH, Environments.DEFAULT);
    IncidentStream incidents = IncidentStream.read(file, corpus, defaults);
    List<Path> contents = corpus == null ? List.of(file) : List.of(file, corpus);
    try (EvaluationCache.Opened opened = cache.open(contents, store.tenant())) {
      index(incidents.memories(), opened.memory().memory());
      BacktestReport report = run(incidents.incidents(), opened.memory().memory());
      if (words) {
        beside = HalvesOfTime.of(report.replayed(), incidents.memories());
      }
      return report;
    }
  }

  private void index(List<Memory> memories, RunbookMemory memory) {
    try (Progress progress = output.progress("index", memories.size())) {
      for (int from = 0; from < memories.size(); from += BATCH) {
        int to = Math.min(memories.size(), from + BATCH);
        memory.rememberAll(memories.subList(from, to));
        progress.at(to);
      }
    }
  }

  private BacktestReport run(List<PastIncident> incidents, RunbookMemory memory) {
    try (Progress progress = output.progress("ask", incidents.size())) {
      return new Backtest(incidents, Bootstrap.DEFAULT).run(memory::recall, progress::at);
    }
  }
}
