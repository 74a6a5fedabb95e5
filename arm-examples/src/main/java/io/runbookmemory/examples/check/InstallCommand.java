package io.runbookmemory.examples.check;

import io.runbookmemory.examples.demo.TemporaryFolder;
import io.runbookmemory.examples.ingest.Ingestion;
import io.runbookmemory.examples.ingest.IngestionView;
import io.runbookmemory.examples.option.StoreOptions;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.json.MemoryJson;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code arm checks install}. */
@Command(
    name = "install",
    description = {
      "Remember the runbooks of the checks, so that an alert of theirs recalls its own first.",
      "Once more it changes only what a newer release changed."
    })
final class InstallCommand implements Callable<Integer> {

  /** The name of the collection, by which its memories are known when they come again. */
  static final String SOURCE = "arm-checks";

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder("arm-checks-");
        var open = store.openWithModel()) {
      BundledChecks bundled = BundledChecks.unpack(folder.path());
      MemoryJson.Defaults defaults =
          new MemoryJson.Defaults(store.tenant(), SOURCE, Instant.now(), Environments.DEFAULT);
      Ingestion ingestion =
          new Ingestion(open.memory(), output).of("install", bundled.runbooks(), defaults);
      IngestionView.report(output, ingestion, ingestion.unchanged());
      return ingestion.refused().isEmpty() ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }
  }
}
