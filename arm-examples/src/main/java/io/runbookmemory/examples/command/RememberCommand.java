package io.runbookmemory.examples.command;

import io.runbookmemory.examples.option.PlaceOptions;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.CaptureView;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.remember.capture.Captured;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm remember}: words into memory. */
@Command(
    name = "remember",
    description = {
      "Remember something in your own words. Secrets are taken out first.",
      "Says what was understood: symptom, start, service, fix, root cause, and what was not found."
    })
public final class RememberCommand implements Callable<Integer> {

  @Parameters(paramLabel = "TEXT", description = "What to remember.")
  private String text = "";

  @Mixin private PlaceOptions place = new PlaceOptions();

  @Option(names = "--keep", description = "Remember it even if it is not worth it.")
  private boolean keep;

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public RememberCommand() {}

  @Override
  public Integer call() {
    if (text.isBlank()) {
      throw output.usage("TEXT must not be blank");
    }
    Scope scope = place.scope(store.tenant());
    try (var open = store.openWithModel()) {
      Captured captured = open.memory().read(text, scope);
      Remembered result =
          keep ? open.memory().remember(captured) : open.memory().remember(text, scope);
      new CaptureView(output).print(captured, result);
      boolean stored =
          !(result instanceof Remembered.Rejected || result instanceof Remembered.Ignored);
      return stored ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }
  }
}
