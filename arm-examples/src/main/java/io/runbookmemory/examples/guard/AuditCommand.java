package io.runbookmemory.examples.guard;

import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.guard.audit.AuditFolder;
import io.runbookmemory.guard.audit.AuditReport;
import io.runbookmemory.guard.audit.AuditVerifier;
import io.runbookmemory.guard.key.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm audit}: what became of calls. */
@Command(
    name = "audit",
    description = "Check the audit log of tool calls.",
    subcommands = AuditCommand.Verify.class)
public final class AuditCommand implements Runnable {

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** Creates the command; picocli calls it. */
  public AuditCommand() {}

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "say what to do: verify");
  }

  /** {@code arm audit verify}. */
  @Command(
      name = "verify",
      description = {
        "Look for entries that were altered, removed (at the end too) or put in another order, and"
            + " tell",
        "which calls never ended and which broke the glass without a word afterwards.",
        "Exits with 1 if an entry is not as it was written."
      })
  static final class Verify implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The folder of the log.")
    private Path folder = Path.of("");

    @Option(
        names = "--key",
        required = true,
        paramLabel = "FILE",
        description = "The secret that the log's ends were signed with.")
    private Path key = Path.of("");

    @Option(
        names = "--anchors",
        paramLabel = "DIR",
        description = "Where the log's ends were signed for (default: the log's own folder).")
    private @Nullable Path anchors;

    @Option(
        names = "--writer",
        paramLabel = "NAME",
        description = "A writer that must have a log: one that is gone as a whole shows only so.")
    private List<String> writers = List.of();

    @Mixin private DataOutput output = new DataOutput();

    @Override
    public Integer call() {
      for (Path each : anchors == null ? List.of(folder) : List.of(folder, anchors)) {
        if (!Files.isDirectory(each)) {
          throw output.usage("there is no folder " + each);
        }
      }
      SigningKey secret = KeyFile.read(key);
      try (AuditFolder chains = AuditFolder.open(folder);
          AuditFolder signed = AuditFolder.open(anchors == null ? folder : anchors)) {
        AuditReport report = new AuditVerifier(chains, signed, secret).verify(writers);
        new AuditView(report, output).print();
        return report.intact() ? ExitStatus.OK : ExitStatus.NEGATIVE;
      }
    }
  }
}
