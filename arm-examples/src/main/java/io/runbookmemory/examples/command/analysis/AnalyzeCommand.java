package io.runbookmemory.examples.command.analysis;

import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.learn.analysis.Activity;
import io.runbookmemory.learn.analysis.AnalysisHome;
import io.runbookmemory.learn.analysis.AnalysisInput;
import io.runbookmemory.learn.analysis.AnalysisPolicy;
import io.runbookmemory.learn.analysis.AnalysisReport;
import io.runbookmemory.learn.analysis.SleepTimeAnalyzer;
import io.runbookmemory.learn.analysis.Undone;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.remember.RememberPipeline;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm analyze}: what history shows, as memories of patterns. */
@Command(
    name = "analyze",
    description = {
      "Find in history what is beyond chance: which alerts follow each other, come at certain hours"
          + " or after deployments, what runs out, which incidents look alike and what helped,"
          + " which alerts have no runbook, what contradicts itself, which steps are in the wrong"
          + " place.",
      "History is what the store's journal knows, or the files that are named. It writes memories"
          + " of patterns, and --undo takes a run back.",
      "Exit code 1 if nothing is found, 3 if a part of it failed; the others are done all the"
          + " same."
    })
public final class AnalyzeCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private EventFiles events = new EventFiles();
  @Mixin private DataOutput output = new DataOutput();

  @Mixin private ScheduleOptions schedule = new ScheduleOptions();

  @Option(
      names = "--since",
      converter = DurationConverter.class,
      paramLabel = "LENGTH",
      description =
          "How far back alerts and deployments are looked at, at least a day (365d). A look at less"
              + " than 180d doubts nothing that was found before.")
  private Duration since = Duration.ofDays(365);

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "When history ends, such as 2025-07-01T00:00:00Z (now).")
  private @Nullable Instant until;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Whose wall clock hours are told by, such as Europe/Berlin (this machine's).")
  private ZoneId zone = ZoneId.systemDefault();

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "ACTIVITY",
      description = "Of ${COMPLETION-CANDIDATES} (all).")
  private Set<Activity> only = EnumSet.allOf(Activity.class);

  @Option(names = "--dry-run", description = "Write nothing, tell what would be.")
  private boolean dryRun;

  @Option(names = "--output", paramLabel = "FILE.json", description = "Write the report there.")
  private @Nullable Path file;

  @Option(names = "--undo", paramLabel = "RUN", description = "Take the run of that name back.")
  private @Nullable String undo;

  /** Creates the command; picocli calls it. */
  public AnalyzeCommand() {}

  @Override
  public Integer call() {
    if (since.compareTo(Duration.ofDays(1)) < 0) {
      throw output.usage("--since must be at least 24h, got " + since);
    }
    events.check();
    Instant now = until == null ? Instant.now() : until;
    if (schedule.asked()) {
      try (MemoryStore open = store.openToRead();
          LedgerStore ledgers = store.openLedgers()) {
        return schedule.print(analyzer(open, ledgers, null, now).upcoming(now), zone, output);
      }
    }
    if (dryRun) {
      try (MemoryStore open = store.openToRead();
          LedgerStore ledgers = store.openLedgers()) {
        return print(analyzer(open, ledgers, null, now).dryRun(only, now));
      }
    }
    try (EmbeddingModel model = OnnxEmbeddingModel.bundled();
        MemoryStore open = store.open();
        LedgerStore ledgers = store.openLedgers()) {
      SleepTimeAnalyzer analyzer = analyzer(open, ledgers, model, now);
      return undo == null ? print(analyzer.run(only, now)) : print(analyzer.undo(undo, now));
    }
  }

  private SleepTimeAnalyzer analyzer(
      MemoryStore open, LedgerStore ledgers, @Nullable EmbeddingModel model, Instant now) {
    RememberPipeline remember =
        new RememberPipeline(
            open, model, new PatternRedactor(), Environments.DEFAULT, InstantSource.fixed(now));
    AnalysisInput history =
        events.given()
            ? events
            : StoredHistory.of(
                    open,
                    ledgers,
                    store.tenant(),
                    new StoredHistory.Moment(now, zone),
                    events::resources)
                .history();
    return new SleepTimeAnalyzer(
        new AnalysisHome(open, remember, ledgers, store.tenant(), "arm analyze"),
        history,
        schedule.policy(AnalysisPolicy.in(zone).withHistory(since)));
  }

  private int print(AnalysisReport report) {
    if (file != null) {
      write(file, report.json());
    }
    if (output.json()) {
      output.print(Output.parse(report.json()));
    } else {
      report.results().forEach(this::print);
      String verb = report.dryRun() ? "would be written" : "written";
      output.line(
          report.findings().count() + " findings, " + report.written() + " memories " + verb);
      if (report.written() > 0 && !report.dryRun()) {
        output.line("take it back with arm analyze --undo " + report.run());
      }
    }
    for (AnalysisReport.Result failure : report.failures()) {
      output.complain("arm: " + words(failure.activity()) + " failed: " + failure.reason());
    }
    if (!report.failures().isEmpty()) {
      return ExitStatus.FAILURE;
    }
    return report.findings().findAny().isPresent() ? ExitStatus.OK : ExitStatus.NEGATIVE;
  }

  private void print(AnalysisReport.Result result) {
    String state =
        result.state() == AnalysisReport.State.DONE
            ? Optional.of(result.counts())
                .filter(counts -> counts.deferred() > 0)
                .map(counts -> ", " + counts.deferred() + " wait for the end of an incident")
                .orElse("")
            : ", " + words(result.state());
    output.line(words(result.activity()) + ": " + result.findings().size() + " found" + state);
    result.findings().forEach(finding -> output.line("  " + finding.description()));
  }

  private static String words(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void write(Path file, String json) {
    try {
      Files.writeString(file, json + System.lineSeparator());
    } catch (IOException e) {
      throw new InvalidInputException(
          file.toString(), "must be a file that can be written, got " + e);
    }
  }

  private int print(Undone undone) {
    int done = undone.removed().size() + undone.restored().size();
    if (output.json()) {
      output.print(
          Output.object()
              .put("removed", undone.removed().size())
              .put("restored", undone.restored().size())
              .put("left", undone.left().size()));
    } else {
      output.line(
          undone.removed().size()
              + " removed, "
              + undone.restored().size()
              + " restored, "
              + undone.left().size()
              + " left, for they were changed since");
    }
    return done == 0 ? ExitStatus.NEGATIVE : ExitStatus.OK;
  }
}
