package io.runbookmemory.oncall.playbook;

import io.runbookmemory.oncall.playbook.PlaybookEnd.Left;
import io.runbookmemory.oncall.playbook.PlaybookEnd.Stopped;
import io.runbookmemory.oncall.playbook.PlaybookEnd.WaitsForApproval;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run on its way. Not thread-safe. */
final class PlaybookRunning {

  private static final String TRIGGER = "trigger";
  private static final String ROLLBACK = "rollback";
  private static final String UNWRITTEN =
      "what the run does cannot be written down: see to its journal, then look what was done";
  private static final String INTERRUPTED =
      "may have run: the process ended while it was called; look whether it was done, and do the"
          + " rest by hand or run the playbook anew";
  private static final String PUTTING_BACK =
      "the process ended while what was done was put back: look what is left, and put it back by"
          + " hand";
  private static final String LOST =
      "the lease on the service was lost, and another run may be under way: look what was done"
          + " before going on";

  /** A second person's word, and the request that it answers. */
  record Approval(String token, WaitsForApproval to) {}

  private final PlaybookOrder order;
  private final PlaybookPlan plan;
  private final Attempts attempts;
  private final ConditionCheck conditions;
  private final InstantSource clock;
  private final Target target;
  private final KeptSteps steps;

  PlaybookRunning(
      PlaybookOrder order,
      PlaybookPlan plan,
      Attempts attempts,
      ConditionCheck conditions,
      Told told) {
    this.order = order;
    this.plan = plan;
    this.attempts = attempts;
    this.conditions = conditions;
    this.clock = told.clock();
    this.target = told.target();
    this.steps = told.steps();
  }

  /** What tells a run the time and whether its target is its own, and keeps its steps. */
  record Told(InstantSource clock, Target target, KeptSteps steps) {}

  /** Returns the report of a run that another one keeps from beginning. */
  PlaybookReport busy(List<PlaybookStep> before, PlaybookEnd.Busy end) {
    steps.restore(before);
    return report(end);
  }

  /** Writes the end down; whoever asked for the run is told it in any case. */
  void tell(PlaybookRunner.Journal journal, PlaybookReport report) {
    steps.keep(() -> journal.ended(report));
  }

  PlaybookReport preview() {
    List<PlaybookCondition> due = plan.playbook().trigger().conditions();
    due.forEach(condition -> look(TRIGGER, condition));
    for (PlaybookPlan.Step step : plan.steps()) {
      step.when().forEach(condition -> look(step.name(), condition));
    }
    return report(refusedBeforehand().orElseGet(PlaybookEnd.Previewed::new));
  }

  PlaybookReport run() {
    ConditionState due = all(TRIGGER, plan.playbook().trigger().conditions());
    PlaybookEnd end =
        switch (due) {
          case ConditionState.Unknown it -> new Stopped(TRIGGER, unknown(it.words()), Left.NOTHING);
          case ConditionState.HoldsNot it -> new PlaybookEnd.NotDue(it.words());
          case ConditionState.Holds it -> refusedBeforehand().orElseGet(() -> from(0, null));
        };
    return report(end);
  }

  PlaybookReport resume(List<PlaybookStep> before, Approval approval) {
    steps.restore(before);
    return report(from(indexOf(approval.to().action()), approval));
  }

  /**
   * Goes on behind what is known to be done. What may have run is called again only if that does no
   * harm.
   */
  PlaybookReport goOn(PlaybookRunner.Interrupted run) {
    steps.restore(run.steps());
    String calling = run.calling();
    if (calling != null) {
      return report(again(calling));
    }
    PlaybookStep last = lastDone(run.steps());
    return switch (last) {
      case null -> run();
      case PlaybookStep.Called it -> report(behind(it));
      case PlaybookStep.Skipped it -> report(from(indexOf(it.action()) + 1, null));
      default -> report(new Stopped(last.action(), PUTTING_BACK, Left.UNKNOWN));
    };
  }

  private PlaybookEnd again(String calling) {
    for (int i = 0; i < plan.steps().size(); i++) {
      PlaybookPlan.Step step = plan.steps().get(i);
      if (step.name().equals(calling) && (step.contract().idempotent() || !changes(step))) {
        return from(i, null);
      }
    }
    return new Stopped(calling, INTERRUPTED, Left.UNKNOWN);
  }

  private PlaybookEnd behind(PlaybookStep.Called called) {
    int index = indexOf(called.action());
    return outcome(plan.steps().get(index), called.result(), null)
        .orElseGet(() -> from(index + 1, null));
  }

  /** Returns the last step by which something may have been changed, or an action passed over. */
  private static @Nullable PlaybookStep lastDone(List<PlaybookStep> steps) {
    return steps.reversed().stream()
        .filter(
            step ->
                !(step instanceof PlaybookStep.Checked || step instanceof PlaybookStep.Previewed))
        .findFirst()
        .orElse(null);
  }

  PlaybookReport giveUp(List<PlaybookStep> before, String action) {
    steps.restore(before);
    return report(stopped(action, "was given up while it waited for a second person"));
  }

  private int indexOf(String action) {
    for (int i = 0; i < plan.steps().size(); i++) {
      if (plan.steps().get(i).name().equals(action)) {
        return i;
      }
    }
    throw new IllegalArgumentException("must be an action of " + plan.playbook() + ": " + action);
  }

  /** Looks what every action would do, and whether what undoes them could be called. */
  private Optional<PlaybookEnd> refusedBeforehand() {
    Optional<PlaybookEnd> first = Optional.empty();
    Set<String> allowed = attempts.allowed();
    for (PlaybookPlan.Step step : plan.steps()) {
      PlaybookAction undo = step.undo();
      @Nullable String fault = unfilled(step);
      if (fault != null) {
        first = Optional.of(first.orElse(new Stopped(step.name(), fault, Left.NOTHING)));
        continue;
      }
      ToolResult result = attempts.preview(step.action());
      steps.add(new PlaybookStep.Previewed(step.name(), clock.instant(), result));
      if (!(result instanceof ToolResult.Succeeded || result instanceof ToolResult.NoData)) {
        fault = "the preview " + Attempts.words(result);
      } else if (undo != null && plan.playbook().rollback().enabled()) {
        fault =
            allowed.contains(undo.tool())
                ? null
                : "could not be put back: the caller may not call " + undo.tool();
      }
      if (fault != null && first.isEmpty()) {
        first = Optional.of(new Stopped(step.name(), fault, Left.NOTHING));
      }
    }
    return first;
  }

  /** Returns what keeps an action, or what undoes it, from being called. */
  private @Nullable String unfilled(PlaybookPlan.Step step) {
    PlaybookAction undo = step.undo();
    return attempts
        .unfilled(step.action())
        .or(() -> Optional.ofNullable(undo).flatMap(attempts::unfilled))
        .orElse(null);
  }

  private PlaybookEnd from(int index, @Nullable Approval approval) {
    @Nullable Approval given = approval;
    for (PlaybookPlan.Step step : plan.steps().subList(index, plan.steps().size())) {
      if (!target.isStillOurs()) {
        return new Stopped(
            step.name(), LOST, new PuttingBack(plan, attempts, clock, steps).leave());
      }
      Optional<PlaybookEnd> end =
          switch (all(step.name(), step.when())) {
            case ConditionState.Unknown it ->
                Optional.of(stopped(step.name(), unknown(it.words())));
            case ConditionState.HoldsNot it -> skipped(step, it);
            case ConditionState.Holds it -> carriedOut(step, given);
          };
      if (end.isPresent()) {
        return end.get();
      }
      given = null;
    }
    return new PlaybookEnd.Completed();
  }

  private Optional<PlaybookEnd> skipped(PlaybookPlan.Step step, ConditionState.HoldsNot why) {
    steps.add(new PlaybookStep.Skipped(step.name(), clock.instant(), why.words()));
    return Optional.empty();
  }

  /** Returns how the run ends here; empty if it goes on. */
  private Optional<PlaybookEnd> carriedOut(PlaybookPlan.Step step, @Nullable Approval approval) {
    if (!steps.begins(step.name())) {
      return Optional.of(new Stopped(step.name(), UNWRITTEN, left()));
    }
    Attempts.Made made = attempts.make(step.action(), approval == null ? null : approval.token());
    ToolResult result = made.result();
    steps.add(new PlaybookStep.Called(step.name(), clock.instant(), made.count(), result));
    return outcome(step, result, approval);
  }

  private Optional<PlaybookEnd> outcome(
      PlaybookPlan.Step step, ToolResult result, @Nullable Approval approval) {
    return switch (result) {
      case ToolResult.Succeeded it -> worsened();
      case ToolResult.NoData it ->
          changes(step) ? Optional.of(stopped(step.name(), words(result))) : worsened();
      case ToolResult.Refused it ->
          approval == null
              ? Optional.of(stopped(step.name(), words(result)))
              : waitsAgain(step, approval);
      case ToolResult.ApprovalRequired it ->
          Optional.of(
              new WaitsForApproval(step.name(), it.requestId(), it.summary(), it.expires()));
      case ToolResult.Failed it -> Optional.of(stopped(step.name(), words(result)));
      case ToolResult.TimedOut it -> Optional.of(timedOut(step, words(result)));
    };
  }

  /** A token that does not count undoes nothing: the next one may. An old request asks anew. */
  private Optional<PlaybookEnd> waitsAgain(PlaybookPlan.Step step, Approval approval) {
    return clock.instant().isAfter(approval.to().expires())
        ? carriedOut(step, null)
        : Optional.of(approval.to());
  }

  private PlaybookEnd timedOut(PlaybookPlan.Step step, String why) {
    Stopped stopped = stopped(step.name(), why);
    return changes(step) ? new Stopped(step.name(), why, Left.UNKNOWN) : stopped;
  }

  private static boolean changes(PlaybookPlan.Step step) {
    return step.contract().effect() != ToolEffect.READ_ONLY;
  }

  private Optional<PlaybookEnd> worsened() {
    for (PlaybookCondition condition : plan.worsened()) {
      switch (look(ROLLBACK, condition)) {
        case ConditionState.Holds it -> {
          return Optional.of(stopped(ROLLBACK, "it got worse: " + it.words()));
        }
        case ConditionState.Unknown it -> {
          return Optional.of(stopped(ROLLBACK, unknown(it.words())));
        }
        case ConditionState.HoldsNot it -> {}
      }
    }
    return Optional.empty();
  }

  private Left left() {
    return new PuttingBack(plan, attempts, clock, steps).leave();
  }

  private Stopped stopped(String action, String why) {
    return new Stopped(action, why, new PuttingBack(plan, attempts, clock, steps).run());
  }

  private static String words(ToolResult result) {
    return Attempts.words(result);
  }

  private static String unknown(String words) {
    return "a condition cannot be told: " + words;
  }

  /** Returns the first state that is not a clear yes. */
  private ConditionState all(String action, List<PlaybookCondition> asked) {
    for (PlaybookCondition condition : asked) {
      ConditionState state = look(action, condition);
      if (!(state instanceof ConditionState.Holds)) {
        return state;
      }
    }
    return new ConditionState.Holds("");
  }

  private ConditionState look(String action, PlaybookCondition condition) {
    ConditionState state;
    try {
      state = conditions.check(condition, order.scope());
    } catch (RuntimeException e) {
      state = new ConditionState.Unknown(condition.metric() + " cannot be looked at: " + e);
    }
    steps.add(new PlaybookStep.Checked(action, clock.instant(), condition, state));
    return state;
  }

  private PlaybookReport report(PlaybookEnd end) {
    Instant now = clock.instant();
    EscalationLevel due =
        plan.playbook().escalationAfter(Duration.between(order.since(), now)).orElse(null);
    return new PlaybookReport(order, plan.fingerprint(), steps, end, due);
  }
}
