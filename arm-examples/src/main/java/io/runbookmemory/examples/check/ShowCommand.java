package io.runbookmemory.examples.check;

import io.runbookmemory.examples.demo.TemporaryFolder;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code arm checks show}. */
@Command(
    name = "show",
    description = {"Show a check: its rules and its runbook.", "Exit code 1 if there is none."})
final class ShowCommand implements Callable<Integer> {

  @Parameters(paramLabel = "NAME", description = "Such as ArgoSyncDrift; upper or lower case.")
  private String name = "";

  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() throws IOException {
    try (TemporaryFolder folder = new TemporaryFolder("arm-checks-")) {
      BundledChecks bundled = BundledChecks.unpack(folder.path());
      Optional<Check> found =
          bundled.checks().stream().filter(check -> check.name().equalsIgnoreCase(name)).findAny();
      if (found.isEmpty()) {
        output.complain("arm: no check has the name " + name + "; arm checks list has them");
        return ExitStatus.NEGATIVE;
      }
      Check check = found.get();
      String runbook = Files.readString(folder.path().resolve(check.runbook()));
      if (output.json()) {
        output.print(ListCommand.node(check).put("markdown", runbook));
        return ExitStatus.OK;
      }
      output.line(check.name() + " of " + check.file());
      for (Check.Rule rule : check.rules()) {
        output.line("");
        output.line(rule.severity() + ", for " + rule.lasts().orElse("0m") + ": " + rule.summary());
        output.line("  " + rule.expression());
      }
      output.line("");
      output.line(runbook.stripTrailing());
    }
    return ExitStatus.OK;
  }
}
