package io.runbookmemory.examples.replay;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.connectors.policy.ReplayConfiguration;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.examples.view.Progress;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.remember.PassageEmbedder;
import io.runbookmemory.replay.engine.ReplayEngine;
import io.runbookmemory.replay.engine.ReplayReport;
import io.runbookmemory.replay.engine.ReplaySettings;
import io.runbookmemory.replay.engine.Responder;
import io.runbookmemory.replay.engine.Responders;
import io.runbookmemory.replay.incident.ReplayIncident;
import java.util.List;

/** Incidents and the model that all of their replays share. */
final class ReplayRoom implements AutoCloseable {

  private final List<ReplayIncident> incidents;
  private final Output output;
  private final EmbeddingModel model = OnnxEmbeddingModel.bundled();

  ReplayRoom(List<ReplayIncident> incidents, Output output) {
    this.incidents = incidents;
    this.output = output;
  }

  ReplayReport replay(ReplayConfiguration configuration) {
    ReplaySettings settings =
        new ReplaySettings(
            configuration.burnRate(),
            configuration.noise(),
            ReplaySettings.DEFAULT.firstShift(),
            configuration.shift(),
            Runtime.getRuntime().availableProcessors());
    try (Progress progress = output.progress("replay", incidents.size())) {
      return new ReplayEngine(settings, new PassageEmbedder(model), responders(configuration))
          .run(incidents, done -> show(progress, done));
    }
  }

  private Responders responders(ReplayConfiguration configuration) {
    return (known, clock) -> {
      RunbookMemory memory =
          RunbookMemory.builder(known)
              .model(model)
              .clock(clock)
              .recallPolicy(configuration.recall())
              .countRecalls(false)
              .build();
      return Responder.of(memory::plan, memory::close);
    };
  }

  private static void show(Progress progress, long done) {
    synchronized (progress) {
      progress.at(done);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
