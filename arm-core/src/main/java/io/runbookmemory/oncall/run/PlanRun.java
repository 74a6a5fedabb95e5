package io.runbookmemory.oncall.run;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.content.Effect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A plan that is carried out, step by step: what it was to be, and what became of it so far.
 * Immutable; {@link PlanRuns} keeps it.
 *
 * @param id names it
 * @param startedAt when
 * @param startedBy who, by id
 * @param scope what for
 * @param situation what it is about, in the words that were asked
 * @param incident in which it is carried out; null if in none that is known
 * @param steps in the plan's order
 * @param told what became of steps, in the order of time; the last word on a step counts
 */
public record PlanRun(
    UUID id,
    Instant startedAt,
    String startedBy,
    Scope scope,
    String situation,
    @Nullable MemoryId incident,
    List<RunStep> steps,
    List<Told> told) {

  /**
   * A word on a step.
   *
   * @param step its number
   * @param result what became of it
   */
  public record Told(int step, StepResult result) {}

  /**
   * What a step did, for whoever learns from the run.
   *
   * @param source the memory that it came from
   * @param words what it is counted under
   * @param effect what it did; null if it was passed over
   */
  public record StepOutcome(MemoryId source, String words, @Nullable Effect effect) {}

  /** Copies the lists. */
  public PlanRun {
    steps = List.copyOf(steps);
    told = List.copyOf(told);
  }

  /**
   * Returns a step.
   *
   * @param number from 1
   * @return the step
   * @throws InvalidInputException if there is none
   */
  public RunStep step(int number) {
    if (number < 1 || number > steps.size()) {
      throw new InvalidInputException(
          "step " + number, "the run has the steps 1 to " + steps.size() + ": name one of them");
    }
    return steps.get(number - 1);
  }

  /**
   * Returns what became of a step.
   *
   * @param number from 1
   * @return the last word on it; empty if nobody has come to it
   */
  public Optional<StepResult> latest(int number) {
    return told.stream().filter(it -> it.step() == number).map(Told::result).reduce((a, b) -> b);
  }

  /**
   * Returns what became of a step, whatever was only looked at since.
   *
   * @param number from 1
   * @return the last word on it that is of no dry run; empty if there is none
   */
  public Optional<StepResult> standing(int number) {
    return told.stream()
        .filter(it -> it.step() == number)
        .map(Told::result)
        .filter(result -> !(result instanceof StepResult.Called called && called.dryRun()))
        .reduce((a, b) -> b);
  }

  /**
   * Returns whether a step needs no more.
   *
   * @param number from 1
   * @return true if somebody said what became of it, or if it only looks and there was an answer
   */
  public boolean isSettled(int number) {
    return latest(number)
        .map(
            result ->
                switch (result) {
                  case StepResult.Done done -> true;
                  case StepResult.Failed failed -> true;
                  case StepResult.Skipped skipped -> true;
                  case StepResult.Waits waits -> false;
                  case StepResult.Approved approved -> false;
                  case StepResult.Called called -> answers(step(number), called);
                })
        .orElse(false);
  }

  private static boolean answers(RunStep step, StepResult.Called called) {
    boolean answered =
        called.end() == StepResult.End.SUCCEEDED || called.end() == StepResult.End.NO_DATA;
    return answered && !called.dryRun() && !step.acts();
  }

  /**
   * Returns what to do next.
   *
   * @return the first step that needs more; empty when all are settled
   */
  public Optional<RunStep> next() {
    return steps.stream().filter(step -> !isSettled(step.number())).findFirst();
  }

  /**
   * Returns what the steps did: those that somebody gave their word on. Of one that was done
   * without a word on its effect nothing is known, and to look is not meant to help.
   *
   * @return in the order of the steps
   */
  public List<StepOutcome> outcomes() {
    List<StepOutcome> outcomes = new ArrayList<>();
    for (RunStep step : steps) {
      StepResult result = latest(step.number()).orElse(null);
      if (result instanceof StepResult.Skipped) {
        outcomes.add(new StepOutcome(step.source(), step.words(), null));
      } else if (result instanceof StepResult.Failed && step.acts()) {
        outcomes.add(new StepOutcome(step.source(), step.words(), Effect.NO_EFFECT));
      } else if (result instanceof StepResult.Done done && done.effect() != null) {
        outcomes.add(new StepOutcome(step.source(), step.words(), done.effect()));
      }
    }
    return outcomes;
  }

  PlanRun with(int step, StepResult result) {
    List<Told> more = new ArrayList<>(told);
    more.add(new Told(step, result));
    return new PlanRun(id, startedAt, startedBy, scope, situation, incident, steps, more);
  }
}
