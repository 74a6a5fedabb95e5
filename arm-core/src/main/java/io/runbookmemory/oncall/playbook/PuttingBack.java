package io.runbookmemory.oncall.playbook;

import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Undoes what a run did, last first. It ends at the first thing that cannot be undone by what
 * should: what was done before may lean on it.
 */
final class PuttingBack {

  private static final String ROLLBACK = "rollback/";

  private final PlaybookPlan plan;
  private final Attempts attempts;
  private final InstantSource clock;
  private final KeptSteps steps;

  PuttingBack(PlaybookPlan plan, Attempts attempts, InstantSource clock, KeptSteps steps) {
    this.plan = plan;
    this.attempts = attempts;
    this.clock = clock;
    this.steps = steps;
  }

  PlaybookEnd.Left run() {
    Map<PlaybookPlan.Step, Instant> done = done();
    Rollback rollback = plan.playbook().rollback();
    if (done.isEmpty()) {
      return PlaybookEnd.Left.NOTHING;
    }
    if (!rollback.enabled()) {
      return PlaybookEnd.Left.ALL;
    }
    int undone = 0;
    String failed = "";
    for (PlaybookPlan.Step step : done.keySet().stream().toList().reversed()) {
      Instant now = clock.instant();
      PlaybookAction undo = step.undo();
      if (!failed.isEmpty()) {
        leave(step, "putting back " + failed + " failed before it");
      } else if (undo == null) {
        leave(step, "nothing undoes it");
      } else if (done.getOrDefault(step, now).plus(rollback.window()).isBefore(now)) {
        leave(step, "it was done longer ago than " + rollback.window());
      } else {
        steps.begins(ROLLBACK + step.name());
        Attempts.Made made = attempts.make(undo, null);
        steps.add(
            new PlaybookStep.PutBack(step.name(), clock.instant(), made.count(), made.result()));
        if (made.result() instanceof ToolResult.Succeeded) {
          undone++;
        } else {
          failed = step.name();
        }
      }
    }
    return left(undone, done.size());
  }

  /** Returns what is left where nothing is to be undone now. */
  PlaybookEnd.Left leave() {
    return done().isEmpty() ? PlaybookEnd.Left.NOTHING : PlaybookEnd.Left.ALL;
  }

  private static PlaybookEnd.Left left(int undone, int done) {
    if (undone == done) {
      return PlaybookEnd.Left.NOTHING;
    }
    return undone == 0 ? PlaybookEnd.Left.ALL : PlaybookEnd.Left.SOME;
  }

  private void leave(PlaybookPlan.Step step, String why) {
    steps.add(new PlaybookStep.LeftDone(step.name(), clock.instant(), why));
  }

  /** Returns what changed something, and when. */
  private Map<PlaybookPlan.Step, Instant> done() {
    Map<String, Instant> succeeded = new HashMap<>();
    for (PlaybookStep step : steps) {
      if (step instanceof PlaybookStep.Called called
          && called.result() instanceof ToolResult.Succeeded) {
        succeeded.put(called.action(), called.at());
      }
    }
    Map<PlaybookPlan.Step, Instant> done = new LinkedHashMap<>();
    for (PlaybookPlan.Step step : plan.steps()) {
      Instant at = succeeded.get(step.name());
      if (at != null && step.contract().effect() != ToolEffect.READ_ONLY) {
        done.put(step, at);
      }
    }
    return done;
  }
}
