package io.runbookmemory.examples.command;

import io.runbookmemory.examples.demo.DemoPlay;
import io.runbookmemory.examples.demo.TemporaryFolder;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code arm demo}: one night on call, from the first bad minute to what was learned. */
@Command(
    name = "demo",
    description =
        "Play one incident of a sample team from the first bad minute to what was learned, in a"
            + " temporary store. Opens no connection.")
public final class DemoCommand implements Callable<Integer> {

  @Mixin private Output output = new Output();

  /** Creates the command; picocli calls it. */
  public DemoCommand() {}

  @Override
  public Integer call() throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder("arm-demo-")) {
      new DemoPlay(output, folder.path()).run();
      return ExitStatus.OK;
    }
  }
}
