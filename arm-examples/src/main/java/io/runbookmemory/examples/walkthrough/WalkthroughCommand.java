package io.runbookmemory.examples.walkthrough;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.connectors.statuspage.StatusPageHistory;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Progress;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.store.exact.ExactMemoryStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code arm walkthrough}. */
@Command(
    name = "walkthrough",
    description = {
      "Tell what ARM makes of the history of a status page, as a page of Markdown: counts and"
          + " charts, none of its texts.",
      "Nothing is stored. The file is that of arm incidents import."
    })
public final class WalkthroughCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE.jsonl", description = "The incidents, in any order.")
  private Path file = Path.of("");

  @Mixin private DataOutput output = new DataOutput();

  /** Creates the command; picocli calls it. */
  public WalkthroughCommand() {}

  @Override
  public Integer call() {
    StatusPageHistory history = StatusPageHistory.read(file, "status page");
    try (EmbeddingModel model = OnnxEmbeddingModel.bundled();
        RunbookMemory memory =
            RunbookMemory.builder(new ExactMemoryStore())
                .model(model)
                .countRecalls(false)
                .build()) {
      history.writeTo(memory.journal().incidents(), done -> {});
      List<JournalIncident> incidents =
          memory
              .journal()
              .incidents()
              .search(IncidentQuery.builder().most(Integer.MAX_VALUE).build())
              .reversed();
      if (incidents.isEmpty()) {
        return ExitStatus.NEGATIVE;
      }
      Walkthrough page = new Walkthrough(memory, incidents);
      try (Progress progress = output.progress("recall", incidents.size())) {
        page.write(progress::at);
      }
      output.line(page.text().stripTrailing());
      return ExitStatus.OK;
    }
  }
}
