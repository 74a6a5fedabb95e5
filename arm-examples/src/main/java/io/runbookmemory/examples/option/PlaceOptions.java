package io.runbookmemory.examples.option;

import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which service, where. */
public final class PlaceOptions {

  @Option(names = "--service", paramLabel = "NAME", description = "Which service.")
  private @Nullable String service;

  @Mixin private EnvOption env = new EnvOption();

  /** Creates the options; picocli calls it. */
  public PlaceOptions() {}

  /** Returns the service; null if it was not said. */
  public @Nullable String service() {
    return service;
  }

  /** Returns the environment; null if it was not said. */
  public @Nullable String env() {
    return env.env();
  }

  /** Returns what was said, as a scope. */
  public Scope scope(Tenant tenant) {
    return Scope.of(tenant).withService(service).withEnv(env());
  }
}
