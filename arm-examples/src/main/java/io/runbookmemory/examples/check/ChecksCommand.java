package io.runbookmemory.examples.check;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code arm checks}: the standard checks that come with ARM. */
@Command(
    name = "checks",
    description = {
      "Standard checks for Prometheus over what Kubernetes, nodes, Argo CD, cert-manager,"
          + " blackbox-exporter, databases, queues and ARM itself export; each with a runbook.",
      "docs/standard-checks.md says what each needs and when it fires."
    },
    subcommands = {ListCommand.class, ShowCommand.class, ExportCommand.class, InstallCommand.class})
public final class ChecksCommand implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Creates the command; picocli calls it. */
  public ChecksCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to do: list, show, export or install");
  }
}
