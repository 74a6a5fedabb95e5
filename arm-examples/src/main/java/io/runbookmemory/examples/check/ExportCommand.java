package io.runbookmemory.examples.check;

import io.runbookmemory.examples.demo.TemporaryFolder;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm checks export}. */
@Command(
    name = "export",
    description = {
      "Write the rules for Prometheus, the runbooks, ARM's own objectives and the dashboards for"
          + " Grafana into a folder.",
      "A file that is there and differs is left as it is and named; then the exit code is 1."
    })
final class ExportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "The folder; made if it is not there.")
  private Path folder = Path.of("");

  @Option(names = "--overwrite", description = "Write files that differ anew.")
  private boolean overwrite;

  @Mixin private Output output = new Output();

  @Override
  public Integer call() throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw output.usage("DIR must be a folder, got " + folder);
    }
    int written = 0;
    int kept = 0;
    try (TemporaryFolder unpacked = new TemporaryFolder("arm-checks-")) {
      BundledChecks bundled = BundledChecks.unpack(unpacked.path());
      for (Path file : bundled.files()) {
        Path source = unpacked.path().resolve(file);
        Path target = folder.resolve(file);
        if (!Files.exists(target) || overwrite) {
          Files.createDirectories(Objects.requireNonNull(target.getParent()));
          Files.write(target, Files.readAllBytes(source));
          written++;
        } else if (Files.mismatch(source, target) != -1) {
          output.complain("arm: " + target + " differs and was kept; --overwrite writes it anew");
          kept++;
        }
      }
    }
    output.line(written + " files written to " + folder + ", " + kept + " kept");
    return kept == 0 ? ExitStatus.OK : ExitStatus.NEGATIVE;
  }
}
