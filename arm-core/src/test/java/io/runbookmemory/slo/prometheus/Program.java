package io.runbookmemory.slo.prometheus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A program of Debian's package {@code prometheus}. */
final class Program {

  private Program() {}

  /** Skips a test aloud where a program is missing; in CI that fails. */
  static void require(String name) {
    boolean there =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    String advice = name + " is not on the PATH; install Debian's package prometheus";
    if (!there && System.getenv("CI") != null) {
      Assertions.fail(advice);
    }
    Assumptions.assumeTrue(there, advice);
  }

  /** Runs one to its end and returns what it printed; fails where it does. */
  static String run(Path folder, String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int status = process.waitFor();
    String printed = Files.readString(output);
    Assertions.assertEquals(
        0,
        status,
        () -> List.of(command) + ": " + printed.substring(0, Math.min(4000, printed.length())));
    return printed;
  }
}
