package io.runbookmemory.examples.command;

import io.runbookmemory.examples.option.EnvConverter;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.remember.Remembered;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm remember}: words into memory. */
@Command(
    name = "remember",
    description = "Remember something in your own words. Secrets are taken out first.")
public final class RememberCommand implements Callable<Integer> {

  @Parameters(paramLabel = "TEXT", description = "What to remember.")
  private String text = "";

  @Option(names = "--service", paramLabel = "NAME", description = "The service it is about.")
  private @Nullable String service;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      converter = EnvConverter.class,
      description = "The environment it is about: prod, staging or dev.")
  private @Nullable String env;

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public RememberCommand() {}

  @Override
  public Integer call() {
    if (text.isBlank()) {
      throw output.usage("TEXT must not be blank");
    }
    Scope scope = Scope.of(store.tenant()).withService(service).withEnv(env);
    try (var open = store.openWithModel()) {
      Remembered result = open.memory().remember(text, scope);
      if (output.json()) {
        output.print(
            Output.object()
                .put("id", result.id().toString())
                .put(
                    "result",
                    result.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT)));
      } else {
        output.line("remembered as " + result.id());
      }
      return result instanceof Remembered.Rejected ? ExitStatus.NEGATIVE : ExitStatus.OK;
    }
  }
}
