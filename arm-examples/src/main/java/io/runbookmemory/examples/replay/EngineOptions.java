package io.runbookmemory.examples.replay;

import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.examples.Arm;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.replay.engine.AnswerLog;
import io.runbookmemory.replay.engine.ReplayEngine;
import io.runbookmemory.replay.engine.ReplayReport;
import io.runbookmemory.replay.incident.ReplayIncident;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a replay is run; none of it changes what comes of it. */
final class EngineOptions {

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many incidents are asked at once (default: as many as processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description =
          "Keep the answers there as they come, and ask for nothing that was answered before: a run"
              + " that was stopped goes on.")
  private @Nullable Path answers;

  int threads(Output output) {
    if (threads < 1) {
      throw output.usage("--threads must be at least 1, got " + threads);
    }
    return threads;
  }

  private static String basis(EmbeddingModel model, String how) {
    return Arm.class.getPackage().getImplementationVersion() + " " + model.space() + " " + how;
  }

  /**
   * Runs an engine.
   *
   * @param how what else the answers depend on, such as a configuration's text
   */
  ReplayReport run(
      ReplayEngine engine,
      List<ReplayIncident> incidents,
      EmbeddingModel model,
      String how,
      Output output) {
    try (ReplayBar bar = new ReplayBar(output)) {
      if (answers == null) {
        return engine.run(incidents, bar);
      }
      try (AnswerLog log = AnswerLog.open(answers, basis(model, how))) {
        return engine.resuming(log).run(incidents, bar);
      }
    }
  }
}
