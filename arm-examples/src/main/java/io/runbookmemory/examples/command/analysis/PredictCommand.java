package io.runbookmemory.examples.command.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.learn.analysis.AnalysisInput;
import io.runbookmemory.learn.analysis.Outlook;
import io.runbookmemory.learn.analysis.Prediction;
import io.runbookmemory.learn.analysis.pattern.AlertLog;
import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.pattern.PatternPolicy;
import io.runbookmemory.learn.analysis.pattern.Patterns;
import io.runbookmemory.learn.analysis.prediction.PredictionLog;
import io.runbookmemory.learn.analysis.prediction.PredictionScore;
import io.runbookmemory.learn.analysis.resource.ExhaustionForecasts;
import io.runbookmemory.learn.analysis.signal.AlertEvent;
import io.runbookmemory.learn.analysis.signal.DeploymentEvent;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm predict}: what history foretells of the hours ahead. */
@Command(
    name = "predict",
    description = {
      "Tell what to expect in the hours ahead, by the patterns of a year of alerts and deployments:"
          + " what comes at these hours, and what follows that which fired or was deployed of"
          + " late.",
      "By the store's journal, it tells what is foretold with 80 %% or more, checks afterwards"
          + " whether it came, and believes a pattern that was wrong no more; by files, all of it.",
      "Exit code 1 if nothing is to be expected."
    })
public final class PredictCommand implements Callable<Integer> {

  private static final Duration LATELY = Duration.ofDays(1);

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private EventFiles events = new EventFiles();
  @Mixin private DataOutput output = new DataOutput();

  @Option(
      names = "--ahead",
      converter = DurationConverter.class,
      paramLabel = "LENGTH",
      description = "How far to look, from 1h to 31d (24h).")
  private Duration ahead = Duration.ofDays(1);

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "From when on, such as 2025-07-01T00:00:00Z (now).")
  private @Nullable Instant at;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Whose wall clock hours are told by, such as Europe/Berlin (this machine's).")
  private ZoneId zone = ZoneId.systemDefault();

  /** Creates the command; picocli calls it. */
  public PredictCommand() {}

  @Override
  public Integer call() {
    if (ahead.compareTo(Duration.ofHours(1)) < 0 || ahead.compareTo(Duration.ofDays(31)) > 0) {
      throw output.usage("--ahead must be from 1h to 31d, got " + ahead);
    }
    Instant now = at == null ? Instant.now() : at;
    if (events.given()) {
      return print(predictions(events, now), any -> Optional.empty());
    }
    try (MemoryStore open = store.openToRead();
        LedgerStore ledgers = store.openLedgers()) {
      StoredHistory stored = StoredHistory.of(open, ledgers, store.tenant());
      PredictionLog log = new PredictionLog(ledgers.ledger(store.tenant()));
      AnalysisInput history = stored.history(events::resources);
      log.check(history, now);
      List<Prediction> foretold = log.note(predictions(history, now), now);
      stored.prepare(foretold, now);
      int code = print(foretold, stored::helped);
      if (!output.json()) {
        print(log.score());
      }
      return code;
    }
  }

  private void print(PredictionScore score) {
    if (score.checked() > 0) {
      output.line(
          String.format(
              Locale.ROOT,
              "of %d foretold before %d came; Brier's score %.3f, by the mean alone %.3f",
              score.checked(),
              score.came(),
              score.brier(),
              score.climatology()));
    }
  }

  private int print(List<Prediction> predictions, Function<Prediction, Optional<String>> helped) {
    if (output.json()) {
      ArrayNode all = Output.array();
      for (Prediction one : predictions) {
        ObjectNode node =
            all.addObject()
                .put("what", one.what())
                .put("from", one.from().toString())
                .put("until", one.until().toString())
                .put("probability", one.probability())
                .put("why", one.why().description());
        helped.apply(one).ifPresent(words -> node.put("helped", words));
      }
      output.print(all);
    } else {
      for (Prediction one : predictions) {
        output.line(
            String.format(
                Locale.ROOT,
                "%s to %s  %3.0f %%  %s",
                one.from().atZone(zone).toLocalDateTime(),
                one.until().atZone(zone).toLocalDateTime(),
                100 * one.probability(),
                one.what()));
        output.line("    " + one.why().description());
        helped.apply(one).ifPresent(words -> output.line("    helped before: " + words));
      }
    }
    return predictions.isEmpty() ? ExitStatus.NEGATIVE : ExitStatus.OK;
  }

  private List<Prediction> predictions(AnalysisInput history, Instant now) {
    Instant from = now.minus(Duration.ofDays(365));
    List<AlertEvent> lately = new ArrayList<>();
    AlertLog.Builder builder = AlertLog.builder();
    history.alerts(
        from,
        now,
        event -> {
          builder.add(event);
          if (event.at().isAfter(now.minus(LATELY))) {
            lately.add(event);
          }
        });
    List<Finding> findings =
        new ArrayList<>(new ExhaustionForecasts(ahead).find(history.resources(now), now));
    List<DeploymentEvent> deployments = history.deployments(from, now);
    AlertLog log = builder.build(from, now);
    if (!log.isEmpty()) {
      AlertLog observed = builder.build(log.first(), now);
      Patterns patterns = new Patterns(PatternPolicy.in(zone));
      findings.addAll(patterns.correlations(observed));
      findings.addAll(patterns.temporal(observed, deployments));
    }
    return new Outlook(findings).next(now, ahead, new Outlook.Recent(lately, deployments));
  }
}
