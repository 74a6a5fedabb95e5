package io.runbookmemory.examples.deploy;

import io.runbookmemory.examples.incident.LocalTimes;
import io.runbookmemory.examples.incident.MomentConverter;
import io.runbookmemory.examples.option.EnvOption;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.journal.deploy.Change;
import io.runbookmemory.journal.deploy.DeploymentLog;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.remember.Remembered;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm deploys record}, for pipelines and for people. */
@Command(
    name = "record",
    description = {
      "Record a deployment, before or after it goes out. Recorded again with the same --key for"
          + " the",
      "service and environment, or within ten minutes with neither --key nor --at, it replaces"
          + " what",
      "was known of it."
    })
final class RecordCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "SERVICE", description = "What is deployed.")
  private String service = "";

  @Parameters(index = "1", paramLabel = "VERSION", description = "Its version.")
  private String version = "";

  @Mixin private EnvOption env = new EnvOption();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "When it goes or went out: 10m (ago), 2026-03-01T03:12:00Z (default: now).")
  private @Nullable Instant at;

  @Option(names = "--key", paramLabel = "TEXT", description = "Such as the pipeline's run number.")
  private @Nullable String key;

  @Option(names = "--change", paramLabel = "TEXT", description = "What is new; may be repeated.")
  private List<String> changes = List.of();

  @Option(names = "--risk", paramLabel = "TEXT", description = "Such as low.")
  private String risk = "";

  @Option(
      names = "--watch",
      paramLabel = "TEXT",
      description = "What to keep an eye on, such as p99 latency; may be repeated.")
  private List<String> watch = List.of();

  @Option(
      names = "--watch-for",
      paramLabel = "LENGTH",
      converter = DurationConverter.class,
      description = "For how long, such as 6h (default: 1d).")
  private @Nullable Duration length;

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() {
    if (service.isBlank() || version.isBlank()) {
      throw output.usage("SERVICE and VERSION must not be blank");
    }
    Scope scope = Scope.of(store.tenant()).withService(service).withEnv(env.env());
    try (var open = store.openWithModel()) {
      Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      Optional<Change> again =
          at == null && key == null
              ? new DeploymentLog(open.memory().memories(), any -> ServiceGraph.EMPTY)
                  .toldAgain(scope, version, now)
              : Optional.empty();
      Instant when = again.map(Change::at).orElse(Objects.requireNonNullElse(at, now));
      String named =
          again.flatMap(one -> Optional.ofNullable(one.memory().provenance().key())).orElse(key);
      Instant until = length == null ? null : when.plus(length);
      Deployment deployment = new Deployment(version, changes, risk, watch, until);
      return told(
          open.memory().remember(DeploymentLog.memory(scope, deployment, when, named)), when);
    }
  }

  private int told(Remembered result, Instant when) {
    if (result instanceof Remembered.Rejected rejected) {
      output.complain("arm: " + rejected.reason());
      return ExitStatus.NEGATIVE;
    }
    String how = result.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    if (output.json()) {
      output.print(Output.object().put("id", result.id().toString()).put("result", how));
    } else {
      output.line(how + ": " + service + " " + version + " at " + LocalTimes.minute(when));
      output.line("id " + result.id());
    }
    return result instanceof Remembered.Forgotten ? ExitStatus.NEGATIVE : ExitStatus.OK;
  }
}
