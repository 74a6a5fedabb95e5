package io.runbookmemory.examples.remedy.action;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.remedy.cluster.Faults;
import io.runbookmemory.examples.remedy.turn.Priority;
import io.runbookmemory.examples.remedy.turn.Turn;
import io.runbookmemory.examples.remedy.turn.Turns;
import io.runbookmemory.memory.content.Effect;
import io.runbookmemory.tool.PreviewingTool;
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

  /** What is left of the deadline to answer in. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final Remedy<I> remedy;
  private final RemedyRoom room;
  private final RecordJson<I> input;
  private final ToolContract contract;

  RemedyTool(Remedy<I> remedy, RemedyRoom room) {
    this.remedy = remedy;
    this.room = room;
    this.input = RecordJson.of(remedy.input());
    Remedy.Card card = remedy.card();
    this.contract =
        RecordTool.builder(card.name(), card.description(), remedy.input(), Remedied.class)
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
      try {
        requireTime(step, invocation);
        turn.next(step.words());
        step.act().accept(turn);
      } catch (UnavailableException e) {
        return new ToolResult.Failed(e.getMessage() + "; done so far: " + done, true);
      }
      done.add(step.words());
    }
    boolean helped = helped(course.check(), turn, invocation);
    Remedied remedied =
        new Remedied(target.toString(), course.now(), done, course.check().expects(), helped);
    turn.end(REMEDIED.write(remedied));
    return new ToolResult.Succeeded(
        REMEDIED.write(remedied), learned(asked, target, remedied, invocation));
  }

  private void requireTime(Course.Step step, ToolInvocation invocation) {
    if (!room.clock().instant().isBefore(invocation.deadline().minus(MARGIN))) {
      throw new UnavailableException(
          contract.name(), "no time is left for \"" + step.words() + "\"; call again");
    }
  }

  private boolean helped(Course.Check check, Turn turn, ToolInvocation invocation) {
    Instant end = room.clock().instant().plus(check.within());
    Instant last = invocation.deadline().minus(MARGIN);
    Instant until = end.isBefore(last) ? end : last;
    while (!check.holds().getAsBoolean()) {
      if (!room.clock().instant().plus(POLL).isBefore(until)) {
        return false;
      }
      turn.keep();
      room.waiting().pause(POLL);
    }
    return true;
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
    List<String> notes = new ArrayList<>();
    if (!remedied.helped()) {
      notes.add("it was done and did not help in time: not seen was " + remedied.expected());
    }
    try {
      room.lessons().learn(lesson);
    } catch (ArmException e) {
      LOG.warn("the outcome of {} was not learned: {}", lesson.words(), e.getMessage());
      notes.add("memory could not be told: " + e.getMessage());
    }
    return notes;
  }
}
