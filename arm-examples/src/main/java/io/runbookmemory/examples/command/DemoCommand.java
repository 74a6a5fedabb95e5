package io.runbookmemory.examples.command;

import io.runbookmemory.examples.demo.DemoPlay;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
    Path folder = Files.createTempDirectory("arm-demo-");
    try {
      new DemoPlay(output, folder).run();
      return ExitStatus.OK;
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
