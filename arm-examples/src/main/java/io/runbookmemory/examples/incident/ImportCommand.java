package io.runbookmemory.examples.incident;

import io.runbookmemory.connectors.statuspage.StatusPageHistory;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.examples.view.Progress;
import io.runbookmemory.journal.IncidentJournal;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm incidents import}: a history that another system kept. */
@Command(
    name = "import",
    description = {
      "Write the history of a status page into the journal, a JSON object a line: id, title,"
          + " updates (at, status, message),",
      "impact and components. What stands there already is not written again."
    })
final class ImportCommand extends OfJournal {

  @Parameters(paramLabel = "FILE.jsonl", description = "The incidents, in any order.")
  private Path file = Path.of("");

  @Option(
      names = "--source",
      paramLabel = "NAME",
      defaultValue = "status page",
      description = "What the page is called (default: ${DEFAULT-VALUE}).")
  private String source = "status page";

  @Override
  int call(IncidentJournal journal) {
    StatusPageHistory history = StatusPageHistory.read(file, source);
    try (Progress progress = output.progress("import", history.size())) {
      history.writeTo(journal, progress::at);
    }
    if (output.json()) {
      output.print(Output.object().put("incidents", history.size()));
    } else {
      output.line(history.size() + " incidents stand in the journal");
    }
    return history.size() == 0 ? ExitStatus.NEGATIVE : ExitStatus.OK;
  }
}
