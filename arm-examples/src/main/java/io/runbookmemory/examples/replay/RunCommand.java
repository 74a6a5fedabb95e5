package io.runbookmemory.examples.replay;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.connectors.evaluation.IncidentFiles;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.remember.PassageEmbedder;
import io.runbookmemory.replay.engine.ReplayEngine;
import io.runbookmemory.replay.engine.ReplayReport;
import io.runbookmemory.replay.engine.ReplaySettings;
import io.runbookmemory.replay.engine.Responder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code arm replay run}. */
@Command(
    name = "run",
    description = {
      "Play incidents again, each with what was known then: first of all, every real incident that"
          + " would have been paged later or not at all.",
      "The same files give the same bytes. Exit code 1 if there is such an incident."
    })
final class RunCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "Folders of incidents, or their JSON files.")
  private List<Path> paths = List.of();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write the report there, not to standard output.")
  private @Nullable Path file;

  @Mixin private EngineOptions engine = new EngineOptions();
  @Mixin private DataOutput output = new DataOutput();

  @Override
  public Integer call() {
    IncidentFiles read = IncidentFiles.read(paths);
    if (!read.problems().isEmpty()) {
      String first = read.problems().getFirst().toString();
      throw new InvalidInputException(
          "", first + " (arm replay validate says all " + read.problems().size() + ")");
    }
    ReplayReport report = replay(read);
    String text = output.json() ? report.toJson() : report.toMarkdown().stripTrailing();
    if (file == null) {
      output.line(text);
    } else {
      write(file, text + "\n");
    }
    return report.worse().isEmpty() ? ExitStatus.OK : ExitStatus.NEGATIVE;
  }

  private ReplayReport replay(IncidentFiles read) {
    try (EmbeddingModel model = OnnxEmbeddingModel.bundled()) {
      ReplayEngine replay =
          new ReplayEngine(
              ReplaySettings.DEFAULT.withThreads(engine.threads(output)),
              new PassageEmbedder(model),
              (known, clock) -> {
                RunbookMemory memory =
                    RunbookMemory.builder(known)
                        .model(model)
                        .clock(clock)
                        .countRecalls(false)
                        .build();
                return Responder.judging(memory::plan, memory::close);
              });
      return engine.run(replay, read.incidents(), model, "default", output);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UnavailableException(file.toString(), "cannot be written: " + file, e);
    }
  }
}
