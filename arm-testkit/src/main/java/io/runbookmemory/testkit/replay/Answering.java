package io.runbookmemory.testkit.replay;

import io.runbookmemory.RunbookMemory;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.replay.engine.Responder;
import io.runbookmemory.replay.engine.Responders;
import io.runbookmemory.store.MemoryStore;
import java.time.InstantSource;
import java.util.function.BiConsumer;

/** What answers in a replay, as a setup has it; somebody listens. */
final class Answering implements Responders {

  private final ReplaySetup setup;
  private final EmbeddingModel model;
  private final BiConsumer<Situation, ActionPlan> listener;

  Answering(ReplaySetup setup, EmbeddingModel model, BiConsumer<Situation, ActionPlan> listener) {
    this.setup = setup;
    this.model = model;
    this.listener = listener;
  }

  @Override
  public Responder open(MemoryStore known, InstantSource clock) {
    RunbookMemory memory = memory(setup, model, known, clock);
    return Responder.judging(
        (situation, budget) -> {
          ActionPlan plan = memory.plan(situation, budget);
          listener.accept(situation, plan);
          return plan;
        },
        memory::close);
  }

  /** Returns a memory as a setup has it. */
  static RunbookMemory memory(
      ReplaySetup setup, EmbeddingModel model, MemoryStore store, InstantSource clock) {
    return setup
        .memory(RunbookMemory.builder(store).model(model).clock(clock).countRecalls(false))
        .build();
  }
}
