package io.runbookmemory.examples.duty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.incident.LocalTimes;
import io.runbookmemory.examples.incident.MomentConverter;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.store.ledger.LedgerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code arm history}: what happened. */
@Command(
    name = "history",
    description = {
      "Say what happened: incidents, whom was told, silences, and what became of the alerts.",
      "Such as: arm history --since 24h --service payments"
    })
public final class PastCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "24h (ago), 03:12, 2026-03-01T03:12:00Z (default: 24h).")
  private @Nullable Instant since;

  @Option(names = "--service", paramLabel = "NAME", description = "Of this service alone.")
  private @Nullable String service;

  /** Creates the command; picocli calls it. */
  public PastCommand() {}

  @Override
  public Integer call() {
    Instant now = Instant.now();
    Instant from = since == null ? now.minus(Duration.ofDays(1)) : since;
    Optional<LedgerStore> there = store.openLedgersToRead();
    if (there.isEmpty()) {
      output.complain("arm: nothing was written yet in this store");
      return ExitStatus.NEGATIVE;
    }
    try (LedgerStore ledgers = there.get()) {
      Past past = Past.of(ledgers.ledger(store.tenant()), from, now, service);
      if (output.json()) {
        output.print(json(past));
      } else {
        print(past);
      }
      return past.lines().isEmpty() && past.fates().isEmpty() ? ExitStatus.NEGATIVE : ExitStatus.OK;
    }
  }

  private void print(Past past) {
    past.lines()
        .forEach(
            one ->
                output.line(
                    LocalTimes.second(one.at())
                        + "  "
                        + one.what()
                        + "  "
                        + (one.service() == null ? "" : one.service() + "  ")
                        + one.text()));
    int all = past.fates().values().stream().mapToInt(Integer::intValue).sum();
    output.line(
        all
            + " reports of alerts"
            + past.fates().entrySet().stream()
                .map(Map.Entry::toString)
                .map(text -> text.toLowerCase(Locale.ROOT).replace("=", " "))
                .collect(Collectors.joining(", ", all == 0 ? "" : ": ", "")));
  }

  private static ObjectNode json(Past past) {
    ObjectNode node = Output.object();
    ObjectNode fates = node.putObject("alerts");
    past.fates().forEach((fate, count) -> fates.put(fate.name().toLowerCase(Locale.ROOT), count));
    ArrayNode lines = node.putArray("events");
    past.lines()
        .forEach(
            one ->
                lines
                    .addObject()
                    .put("at", one.at().toString())
                    .put("what", one.what())
                    .put("service", one.service())
                    .put("text", one.text()));
    return node;
  }
}
