package io.runbookmemory.examples.command.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.Foreseen;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.learn.analysis.Foresight;
import io.runbookmemory.learn.analysis.Prediction;
import io.runbookmemory.learn.analysis.ReadHistory;
import io.runbookmemory.learn.analysis.pattern.PatternPolicy;
import io.runbookmemory.learn.analysis.prediction.PredictionScore;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.ledger.LedgerStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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
      "Exit code 1 if nothing is to be expected, 3 if what can run out could not be read."
    })
public final class PredictCommand implements Callable<Integer> {

  private static final Duration PAST = Duration.ofDays(365);

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
    events.check();
    if (events.given()) {
      ReadHistory read = ReadHistory.of(events, now.minus(PAST), now);
      List<Prediction> foretold = Foresight.of(read, PatternPolicy.in(zone), now, ahead);
      int code = print(foretold, any -> Optional.empty());
      return complete(read.missing().orElse(null), code);
    }
    try (MemoryStore open = store.openToRead();
        LedgerStore ledgers = store.openLedgers()) {
      StoredHistory stored =
          StoredHistory.of(
              open,
              ledgers,
              store.tenant(),
              new StoredHistory.Moment(now, zone),
              events::resources);
      Foreseen foreseen = stored.foresee(ahead);
      int code = print(foreseen.predictions(), stored::helped);
      if (!output.json()) {
        print(stored.analysis().score());
      }
      return complete(foreseen.withoutResources(), code);
    }
  }

  private int complete(@Nullable String missing, int code) {
    if (missing == null) {
      return code;
    }
    output.complain("arm: without what can run out, for that could not be read: " + missing);
    return ExitStatus.FAILURE;
  }

  private void print(PredictionScore score) {
    if (score.checked() > 0) {
      output.line(
          String.format(
              Locale.ROOT,
              "of %d foretold before %d came (%.0f %%); Brier's score %.3f, by the mean alone %.3f",
              score.checked(),
              score.came(),
              100 * score.precision(),
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
}
