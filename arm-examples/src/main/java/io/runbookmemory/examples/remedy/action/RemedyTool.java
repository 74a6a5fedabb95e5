package io.runbookmemory.examples.remedy.action;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.remedy.cluster.Faults;
import io.runbookmemory.examples.remedy.turn.Priority;
import io.runbookmemory.examples.remedy.turn.Turn;
import io.runbookmemory.examples.remedy.turn.Turns;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.tool.PreviewingTool;
import io.runbookmemory.tool.ToolAnswer;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.ToolResult;
import io.runbookmemory.tool.record.RecordJson;
import io.runbookmemory.tool.record.RecordTool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A remedy as a tool: the target's turn, step by step, the check, and the lesson. Thread-safe. */
final class RemedyTool<I extends Record & Order> implements PreviewingTool {

  private static final Logger LOG = LoggerFactory.getLogger(RemedyTool.class);
  private static final RecordJson<Remedied> REMEDIED = RecordJson.of(Remedied.class);
  private static final RecordJson<Prospect> PROSPECT = RecordJson.of(Prospect.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(10);
  private static final ToolResult TAKEN = new ToolResult.Succeeded("{}");
  private static final ToolResult NOT_YET = new ToolResult.NoData("");

  /** What is left of the deadline to answer in. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final Remedy<I> remedy;
  private final RemedyRoom room;
  private final RecordJson<I> input;
  private final ToolContract contract;

  RemedyTool(Remedy<I> remedy, RemedyRoom room) {
    this.remedy = remedy;
    this.room = room;
    Remedy.Card<I> card = remedy.card();
    this.input = RecordJson.of(card.input());
    this.contract =
        RecordTool.builder(card.name(), card.description(), card.input(), Remedied.class)
            .effect(card.effect())
            .timeout(card.timeout())
            .build((asked, invocation) -> Optional.empty())
            .contract();
  }

  @Override
  public ToolContract contract() {
    return contract;
  }

  @Override
  public ToolResult preview(ToolInvocation invocation) {
    return Faults.answered(
        invocation,
        () -> {
          I asked = input.read(invocation.arguments());
          Target target = remedy.target(asked);
          Course course = remedy.course(asked, invocation.callId());
          return new ToolResult.Succeeded(
              PROSPECT.write(
                  new Prospect(
                      target.toString(),
                      course.now(),
                      course.steps().stream().map(Course.Step::words).toList(),
                      course.check().expects())),
              List.of("dry run: nothing was changed"));
        });
  }

  @Override
  public ToolResult run(ToolInvocation invocation) {
    return Faults.answered(invocation, () -> inTurn(invocation));
  }

  private ToolResult inTurn(ToolInvocation invocation) {
    I asked = input.read(invocation.arguments());
    Target target = remedy.target(asked);
    Priority priority = Boolean.TRUE.equals(asked.urgent()) ? Priority.URGENT : Priority.USUAL;
    Instant deadline = invocation.deadline().minus(MARGIN);
    return switch (room.turns().ask(target.toString(), priority, deadline)) {
      case Turns.Asked.Busy busy ->
          new ToolResult.Failed(
              "%s is being acted on by %s, until %s or longer"
                  .formatted(target, busy.holder(), busy.until()),
              true);
      case Turns.Asked.Given given -> {
        try (Turn turn = given.turn()) {
          yield carriedOut(asked, target, turn, invocation);
        }
      }
    };
  }

  private ToolResult carriedOut(I asked, Target target, Turn turn, ToolInvocation invocation) {
    Course course = remedy.course(asked, invocation.callId());
    List<String> done = new ArrayList<>();
    for (Course.Step step : course.steps()) {
      ToolResult taken =
          Faults.answered(
              invocation,
              () -> {
                take(step, turn, invocation);
                return TAKEN;
              });
      if (taken != TAKEN) {
        return brokenOff(taken, step, done, turn);
      }
      done.add(step.words());
    }
    Sight sight = looked(course.check(), turn, invocation);
    Remedied remedied =
        new Remedied(
            target.toString(), course.now(), done, course.check().expects(), sight.helped());
    end(turn, REMEDIED.write(remedied));
    return new ToolResult.Succeeded(
        REMEDIED.write(remedied), notes(asked, target, sight, remedied, invocation));
  }

  /** Takes a step, again and again where it cannot be taken yet. */
  private void take(Course.Step step, Turn turn, ToolInvocation invocation) {
    Instant last = invocation.deadline().minus(MARGIN);
    Instant until = room.clock().instant().plus(step.patience());
    if (!room.clock().instant().isBefore(last)) {
      throw new UnavailableException(
          contract.name(), "no time is left for \"" + step.words() + "\"; call again");
    }
    while (true) {
      turn.next(step.words());
      try {
        step.act().accept(turn);
        return;
      } catch (UnavailableException e) {
        Instant again = room.clock().instant().plus(RETRY);
        if (!again.isBefore(until) || !again.isBefore(last)) {
          throw e;
        }
      }
      room.waiting().pause(RETRY);
    }
  }

  /** Says how far it came. A step that timed out may have been taken, so that stays unknown. */
  private static ToolResult brokenOff(
      ToolResult fault, Course.Step step, List<String> done, Turn turn) {
    String so = "; it was at \"%s\", done so far: %s".formatted(step.words(), done);
    ToolResult result =
        switch (fault) {
          case ToolResult.Failed failed ->
              new ToolResult.Failed(failed.reason() + so, failed.retryable());
          case ToolResult.NoData none -> new ToolResult.Failed(none.reason() + so, true);
          case ToolResult.Refused refused -> new ToolResult.Failed(refused.reason() + so, false);
          case ToolResult.Succeeded it -> it;
          case ToolResult.ApprovalRequired it -> it;
          case ToolResult.TimedOut it -> it;
        };
    LOG.warn("a remedy broke off: {}{}", fault, so);
    end(turn, result + so);
    return result;
  }

  private static void end(Turn turn, String words) {
    try {
      turn.end(words);
    } catch (ArmException e) {
      LOG.warn("how a remedy ended was not written down: {}", e.getMessage());
    }
  }

  /**
   * Whether it helped, as far as could be seen.
   *
   * @param blind why the last look saw nothing; empty if it saw
   */
  private record Sight(boolean helped, String blind) {}

  /** What was done is done: a look that fails is no failure of the remedy. */
  private Sight looked(Course.Check check, Turn turn, ToolInvocation invocation) {
    Instant end = room.clock().instant().plus(check.within());
    Instant last = invocation.deadline().minus(MARGIN);
    Instant until = end.isBefore(last) ? end : last;
    // Somebody gave it less time than it takes to help, which says nothing against it.
    String cut =
        end.isAfter(last)
            ? "the time of the call was over before the %d s that it may take to help"
                .formatted(check.within().toSeconds())
            : "";
    while (true) {
      ToolResult look =
          Faults.answered(invocation, () -> check.holds().getAsBoolean() ? TAKEN : NOT_YET);
      if (look == TAKEN) {
        return new Sight(true, "");
      }
      boolean over = !room.clock().instant().plus(POLL).isBefore(until);
      if (over || (look instanceof ToolResult.Failed failed && !failed.retryable())) {
        return new Sight(false, look == NOT_YET ? cut : ToolAnswer.of(look));
      }
      try {
        turn.keep();
        if (turn.isPauseAsked()) {
          return new Sight(false, "a more urgent one waits, so it was looked at no longer");
        }
        room.waiting().pause(POLL);
      } catch (ArmException e) {
        return new Sight(false, String.valueOf(e.getMessage()));
      }
    }
  }

  private List<String> notes(
      I asked, Target target, Sight sight, Remedied remedied, ToolInvocation call) {
    if (sight.helped()) {
      return learned(asked, target, remedied, call);
    }
    String unseen = "not seen was " + remedied.expected();
    List<String> notes = new ArrayList<>();
    if (sight.blind().isEmpty()) {
      notes.add("it was done and did not help in time: " + unseen);
      notes.addAll(learned(asked, target, remedied, call));
    } else {
      notes.add("it was done, and whether it helped could not be told: " + sight.blind());
      notes.add("nothing was learned of it; " + unseen);
    }
    return notes;
  }

  /** What was done is done, though memory may not be there to hear of it. */
  private List<String> learned(I asked, Target target, Remedied remedied, ToolInvocation call) {
    Lesson lesson =
        new Lesson(
            call.callId(),
            call.caller(),
            new Lesson.Place(target.cluster(), target.namespace(), target.name()),
            contract.name() + " on " + target,
            asked.memory(),
            remedied.helped() ? Effect.MITIGATED : Effect.NO_EFFECT,
            room.clock().instant());
    try {
      room.lessons().learn(lesson);
    } catch (ArmException e) {
      LOG.warn("the outcome of {} was not learned: {}", lesson.words(), e.getMessage());
      return List.of("memory could not be told: " + e.getMessage());
    }
    return List.of();
  }
}
