package io.runbookmemory.bench.year;

import io.runbookmemory.learn.Learned;
import io.runbookmemory.learn.Outcome;
import io.runbookmemory.learn.upkeep.Pruner;
import io.runbookmemory.learn.upkeep.RetentionPolicy;
import io.runbookmemory.learn.upkeep.Sweep;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.oncall.ActionPlan;
import io.runbookmemory.oncall.PlannedStep;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.salience.SaliencePolicy;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.StoredMemory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Dynamics on: what memory names is tried and what became of it is learned; what nobody knew of
 * this alert is approved as a memory, what memory knew of it is not written down again.
 */
final class Learning implements Practice {

  /** How many fixes that memory names somebody tries before thinking for themselves. */
  private static final int PATIENCE = 3;

  private static final int WEEK = 7;

  private final World world;
  private final Notes notes;
  private final Pruner pruner;
  private int lost;

  Learning(World world, Path directory) {
    this.world = world;
    this.notes = new Notes(world, directory, builder -> {});
    this.pruner = new Pruner(notes.store(), Tenant.DEFAULT, SaliencePolicy.DEFAULT);
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
    Optional<PlannedStep> helped = tryOut(fixes, episode, outcome);
    if (helped.isEmpty()) {
      outcome.tried(null, episode.noted(), Effect.RESOLVED).resolution(episode.noted());
    }
    boolean known = helped.filter(step -> isOf(situation, step)).isPresent();
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

  private static Optional<PlannedStep> tryOut(
      List<PlannedStep> fixes, Episode episode, Outcome.Builder outcome) {
    for (PlannedStep step : fixes.subList(0, Math.min(PATIENCE, fixes.size()))) {
      boolean works = step.step().equals(episode.fix());
      outcome.tried(step.source(), step.step(), works ? Effect.RESOLVED : Effect.NO_EFFECT);
      if (works) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }

  /** Whether a fix is known of this very alert; that another service's helps is news. */
  private boolean isOf(Situation situation, PlannedStep step) {
    return notes.memory().memories().get(step.source()).map(StoredMemory::memory).stream()
        .map(memory -> memory.content() instanceof Incident incident ? incident : null)
        .filter(Objects::nonNull)
        .flatMap(incident -> incident.fingerprint().stream())
        .anyMatch(situation.alert().orElseThrow().fingerprint().value()::equals);
  }

  private void settle(Learned learned, boolean known, Instant at) {
    if (known) {
      notes.memory().drafts().reject(learned.draft().id(), at);
    } else {
      notes.memory().drafts().approve(learned.draft().id(), at);
    }
  }

  /** Prunes once a week, by the policy that everybody gets. */
  @Override
  public void sleep(int day) {
    if (day % WEEK == 0) {
      Set<Problem> known = known(day);
      pruner.prune(RetentionPolicy.DEFAULT, World.midnight(day), false);
      known.removeAll(known(day));
      lost += known.size();
    }
  }

  /** The problems of which memory knows the fix that works on a day. */
  private Set<Problem> known(int day) {
    Set<String> told = new HashSet<>();
    new Sweep(notes.memory().memories(), Filter.eq(Field.KIND, "incident"))
        .each((memory, usage) -> tell(memory, told), Sweep.Progress.NONE);
    Set<Problem> known = new HashSet<>();
    for (Problem problem : world.problems()) {
      String what = problem.fault().alert() + " " + problem.fixOn(day);
      if (told.contains(world.nameOf(problem.service(), 0) + " " + what)
          || told.contains(world.nameOf(problem.service(), day) + " " + what)) {
        known.add(problem);
      }
    }
    return known;
  }

  private static void tell(Memory memory, Set<String> told) {
    if (memory.content() instanceof Incident incident) {
      String what = memory.scope().service() + " " + incident.alertName().orElse("") + " ";
      incident.resolution().ifPresent(resolution -> told.add(what + resolution));
      incident.attempts().stream()
          .filter(attempt -> attempt.effect().helped())
          .forEach(attempt -> told.add(what + attempt.action()));
    }
  }

  @Override
  public int lost() {
    return lost;
  }

  @Override
  public long memories() {
    return notes.memory().memories().stats().memories();
  }

  @Override
  public void close() {
    notes.close();
  }
}
