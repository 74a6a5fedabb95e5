package io.runbookmemory.examples.replay;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.connectors.policy.ReplayConfiguration;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.examples.view.Output;
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
  private final EngineOptions engine;
  private final Output output;
  private final EmbeddingModel model = OnnxEmbeddingModel.bundled();

  ReplayRoom(List<ReplayIncident> incidents, EngineOptions engine, Output output) {
    this.incidents = incidents;
    this.engine = engine;
    this.output = output;
  }

  /**
   * Replays the incidents.
   *
   * @param how the configuration's own text, by which kept answers are told apart
   */
  ReplayReport replay(ReplayConfiguration configuration, String how) {
    ReplaySettings settings =
        new ReplaySettings(
            configuration.burnRate(),
            configuration.noise(),
            ReplaySettings.DEFAULT.firstShift(),
            configuration.shift(),
            engine.threads(output));
    ReplayEngine replay =
        new ReplayEngine(settings, new PassageEmbedder(model), responders(configuration));
    return engine.run(replay, incidents, model, how, output);
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
      return Responder.judging(memory::plan, memory::close);
    };
  }

  @Override
  public void close() {
    model.close();
  }
}
