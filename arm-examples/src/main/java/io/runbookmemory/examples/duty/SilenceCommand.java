package io.runbookmemory.examples.duty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.incident.LocalTimes;
import io.runbookmemory.examples.incident.SaidOptions;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.store.ledger.LedgerStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm silence}: what nobody wants to hear of for some time. */
@Command(
    name = "silence",
    description = {
      "Tell nobody of some alerts for a while; they are judged, counted and kept all the same.",
      "Such as: arm silence --duration 2h --reason \"database moves\" --service payments"
    },
    subcommands = {SilenceCommand.Listing.class, SilenceCommand.Lift.class})
public final class SilenceCommand implements Callable<Integer> {

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();
  @Mixin private SaidOptions said = new SaidOptions();

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "For how long, such as 2h; at most 31d.")
  private @Nullable Duration duration;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
  private String reason = "";

  @Option(names = "--service", paramLabel = "NAME", description = "Alerts of this service.")
  private @Nullable String service;

  @Option(names = "--env", paramLabel = "NAME", description = "Alerts of this environment.")
  private @Nullable String env;

  @Option(names = "--alert", paramLabel = "NAME", description = "Alerts of this name.")
  private @Nullable String alert;

  @Option(
      names = "--label",
      paramLabel = "NAME=VALUE",
      description = "Alerts with this label; may be given more than once, then all must be there.")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(names = "--all", description = "Every alert.")
  private boolean all;

  /** Creates the command; picocli calls it. */
  public SilenceCommand() {}

  @Override
  public Integer call() {
    Duration length = duration;
    if (length == null) {
      throw output.usage("say for how long, such as --duration 2h; or list, or lift ID");
    }
    Map<String, String> wanted = wanted();
    if (wanted.isEmpty() != all) {
      throw output.usage("say which alerts: --service, --env, --alert, --label, or --all alone");
    }
    SilenceLog.Asked asked;
    try {
      Instant from = said.at();
      asked = new SilenceLog.Asked(wanted, reason, said.by(), from, from.plus(length));
    } catch (IllegalArgumentException e) {
      throw output.usage(String.valueOf(e.getMessage()));
    }
    try (LedgerStore ledgers = store.openLedgers()) {
      KeptSilence silence = log(ledgers, store).add(asked, new SecureRandom());
      show(output, List.of(silence));
    }
    return ExitStatus.OK;
  }

  private Map<String, String> wanted() {
    Map<String, String> wanted = new LinkedHashMap<>(labels);
    put(wanted, "service", service);
    put(wanted, "env", env);
    put(wanted, "alertname", alert);
    return wanted;
  }

  private static void put(Map<String, String> into, String label, @Nullable String value) {
    if (value != null) {
      into.put(label, value);
    }
  }

  private static SilenceLog log(LedgerStore ledgers, StoreOptions store) {
    return new SilenceLog(ledgers.ledger(store.tenant()), new PatternRedactor());
  }

  private static void show(DataOutput output, List<KeptSilence> silences) {
    if (output.json()) {
      ArrayNode all = Output.array();
      silences.forEach(one -> all.add(json(one)));
      output.print(all);
      return;
    }
    for (KeptSilence one : silences) {
      output.line(
          one.id()
              + "  until "
              + LocalTimes.minute(one.end())
              + "  "
              + one.what()
              + "  "
              + one.by()
              + ": "
              + one.reason()
              + (one.liftedBy() == null ? "" : "  (lifted by " + one.liftedBy() + ")"));
    }
  }

  static ObjectNode json(KeptSilence one) {
    ObjectNode node = Output.object();
    node.put("id", one.id()).put("by", one.by()).put("reason", one.reason());
    ObjectNode labels = node.putObject("labels");
    one.labels().forEach(labels::put);
    node.put("from", one.from().toString()).put("to", one.end().toString());
    return one.liftedBy() == null ? node : node.put("lifted_by", one.liftedBy());
  }

  /** {@code arm silence list}. */
  @Command(name = "list", description = "List the silences that hold.")
  static final class Listing implements Callable<Integer> {

    @Mixin private StoreOptions store = new StoreOptions();
    @Mixin private DataOutput output = new DataOutput();

    @Option(names = "--all", description = "Those that are over as well.")
    private boolean all;

    @Override
    public Integer call() {
      Instant now = Instant.now();
      Optional<LedgerStore> there = store.openLedgersToRead();
      if (there.isEmpty()) {
        show(output, List.of());
        return ExitStatus.NEGATIVE;
      }
      try (LedgerStore ledgers = there.get()) {
        List<KeptSilence> silences =
            log(ledgers, store).all().stream()
                .filter(one -> all || now.isBefore(one.end()))
                .toList();
        show(output, silences);
        return silences.isEmpty() ? ExitStatus.NEGATIVE : ExitStatus.OK;
      }
    }
  }

  /** {@code arm silence lift}. */
  @Command(name = "lift", description = "End a silence before its time.")
  static final class Lift implements Callable<Integer> {

    @Mixin private StoreOptions store = new StoreOptions();
    @Mixin private DataOutput output = new DataOutput();
    @Mixin private SaidOptions said = new SaidOptions();

    @Parameters(paramLabel = "ID", description = "As arm silence list shows it.")
    private String id = "";

    @Override
    public Integer call() {
      try (LedgerStore ledgers = store.openLedgers()) {
        Optional<KeptSilence> lifted = log(ledgers, store).lift(id, said.by(), said.at());
        if (lifted.isEmpty()) {
          output.complain("arm: there is no silence " + id + " that holds; see arm silence list");
          return ExitStatus.NEGATIVE;
        }
        show(output, List.of(lifted.get()));
        return ExitStatus.OK;
      }
    }
  }
}
