package io.runbookmemory.examples.option;

import io.runbookmemory.examples.option.convert.EnvConverter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which environment. */
public final class EnvOption {

  @Option(
      names = "--env",
      paramLabel = "ENV",
      converter = EnvConverter.class,
      description = "Which environment: prod, staging or dev.")
  private @Nullable String env;

  /** Creates the option; picocli calls it. */
  public EnvOption() {}

  /** Returns its name; null if it was not said. */
  public @Nullable String env() {
    return env;
  }
}
