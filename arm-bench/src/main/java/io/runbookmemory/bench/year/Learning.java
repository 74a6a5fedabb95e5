package io.runbookmemory.bench.year;

import io.runbookmemory.learn.Learned;
import io.runbookmemory.learn.Outcome;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.PlannedStep;
import io.runbookmemory.recall.Situation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Dynamics on: what memory names is tried and what became of it is learned; what nobody knew is
 * approved as a memory, what memory knew is not written down again.
 */
final class Learning implements Practice {

  /** How many fixes that memory names somebody tries before thinking for themselves. */
  private static final int PATIENCE = 3;

  private final Notes notes;

  Learning(World world, Path directory) {
    this.notes = new Notes(world, directory, builder -> {});
  }

  @Override
  public void recollect(Episode episode) {
    notes.write(episode, 0);
  }

  @Override
  public Optional<String> live(Episode episode) {
    Situation situation = notes.situation(episode);
    ActionPlan plan = notes.memory().plan(situation);
    List<PlannedStep> fixes = Notes.fixes(plan);
    Instant end = situation.at().plus(Notes.LASTS);
    Outcome.Builder outcome =
        Outcome.builder(Effect.RESOLVED, end)
            .key(situation.alert().orElseThrow().fingerprint() + " " + situation.at());
    boolean known = tryOut(fixes, episode, outcome);
    if (!known) {
      outcome.tried(null, episode.noted(), Effect.RESOLVED).resolution(episode.noted());
    }
    notes.setNow(end);
    // A storm: every firing reports how it ended.
    for (int firing = 0; firing < episode.firings(); firing++) {
      Learned learned = notes.memory().learn(situation, plan.recall(), outcome.build());
      if (learned.counted() == Learned.Counted.YES) {
        settle(learned, known, end);
      }
    }
    return fixes.stream().map(PlannedStep::step).findFirst();
  }

  private static boolean tryOut(List<PlannedStep> fixes, Episode episode, Outcome.Builder outcome) {
    for (PlannedStep step : fixes.subList(0, Math.min(PATIENCE, fixes.size()))) {
      boolean works = step.step().equals(episode.fix());
      outcome.tried(step.source(), step.step(), works ? Effect.RESOLVED : Effect.NO_EFFECT);
      if (works) {
        return true;
      }
    }
    return false;
  }

  private void settle(Learned learned, boolean known, Instant at) {
    if (known) {
      notes.memory().drafts().reject(learned.draft().id(), at);
    } else {
      notes.memory().drafts().approve(learned.draft().id(), at);
    }
  }

  @Override
  public void sleep(int day) {}

  @Override
  public long memories() {
    return notes.memory().memories().stats().memories();
  }

  @Override
  public void close() {
    notes.close();
  }
}
