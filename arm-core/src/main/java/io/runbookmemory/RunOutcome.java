package io.runbookmemory;

import io.runbookmemory.learn.Outcome;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.oncall.run.PlanRun;
import java.time.Instant;

/** How a run of a plan ended, as memory learns from it. */
public final class RunOutcome {

  private RunOutcome() {}

  /**
   * Returns the outcome of a run, with what became of each step that somebody gave their word on.
   * It counts once, however often it is learned.
   *
   * @param run as it was read last
   * @param effect how it ended as a whole
   * @param at when
   * @return a builder, for the cause and the resolution
   */
  public static Outcome.Builder of(PlanRun run, Effect effect, Instant at) {
    Outcome.Builder outcome = Outcome.builder(effect, at).key("plan-run/" + run.id());
    for (PlanRun.StepOutcome step : run.outcomes()) {
      Effect did = step.effect();
      if (did == null) {
        outcome.skipped(step.source(), step.words());
      } else {
        outcome.tried(step.source(), step.words(), did);
      }
    }
    return outcome;
  }
}
