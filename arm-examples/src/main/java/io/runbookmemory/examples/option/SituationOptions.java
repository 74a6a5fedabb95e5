package io.runbookmemory.examples.option;

import io.runbookmemory.alert.Alert;
import io.runbookmemory.examples.option.convert.EnvConverter;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.recall.Situation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is going on, as the command line tells it. */
public final class SituationOptions {

  @Parameters(
      arity = "0..1",
      paramLabel = "TEXT",
      description = "The question, as you would type it.")
  private @Nullable String text;

  @Option(
      names = "--alert",
      paramLabel = "FILE",
      description = "An alert as Alertmanager's webhook sends it, instead of TEXT.")
  private @Nullable Path alert;

  @Option(
      names = "--service",
      paramLabel = "NAME",
      description = "The service it is about; preferred, not required.")
  private @Nullable String service;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      converter = EnvConverter.class,
      description = "The environment it is about; preferred, not required.")
  private @Nullable String env;

  @Option(
      names = "-k",
      paramLabel = "N",
      defaultValue = "5",
      description = "The most recollections (default: ${DEFAULT-VALUE}).")
  private int topK = 5;

  @Option(
      names = "--deadline",
      paramLabel = "MS",
      defaultValue = "2000",
      description = "How long the answer may take, in milliseconds (default: ${DEFAULT-VALUE}).")
  private long deadline = 2000;

  public Situation read(StoreOptions store, Output output) {
    Instant now = Instant.now();
    if (alert == null && (text == null || text.isBlank())) {
      throw output.usage("say what is going on as TEXT, or name a file with --alert");
    }
    if (topK < 1) {
      throw output.usage("-k must be at least 1, got " + topK);
    }
    if (deadline < 1) {
      throw output.usage("--deadline must be at least 1, got " + deadline);
    }
    Situation.Builder situation =
        alert == null
            ? Situation.builder(String.valueOf(text), now)
            : Situation.builder(readAlert(alert), now);
    if (service != null) {
      situation.service(service);
    }
    if (env != null) {
      situation.env(env);
    }
    return situation
        .tenant(store.tenant())
        .topK(topK)
        .deadline(Duration.ofMillis(deadline))
        .build();
  }

  public static Alert readAlert(Path file) {
    return AlertFile.read(file).getFirst().alert();
  }
}
