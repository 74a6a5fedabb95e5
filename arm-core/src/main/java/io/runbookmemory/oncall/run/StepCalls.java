package io.runbookmemory.oncall.run;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.ToolRequest;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.oncall.PlannedCall;
import io.runbookmemory.oncall.PlannedQuery;
import io.runbookmemory.oncall.playbook.PlaybookEnd;
import io.runbookmemory.oncall.playbook.PlaybookOrder;
import io.runbookmemory.oncall.playbook.PlaybookReport;
import io.runbookmemory.oncall.playbook.PlaybookRunner;
import io.runbookmemory.oncall.run.StepResult.End;
import io.runbookmemory.tool.ToolResult;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the steps of plans that are queries or name a tool or playbook, through the guard and
 * no other way. Thread-safe.
 */
public final class StepCalls {

  /** What a person reads of an answer; the audit log has its digest. */
  private static final int LONGEST_WORDS = 4_000;

  private final GuardedToolbox toolbox;
  private final PlanQueries queries;
  private final @Nullable PlaybookRunner playbooks;
  private final Map<String, PlaybookReport> waiting = new ConcurrentHashMap<>();

  private record Asked(PlanRun run, RunStep step, StepOrder order) {}

  /**
   * Creates one.
   *
   * @param toolbox holds the tools
   * @param queries asks queries, over the same toolbox
   * @param playbooks runs playbooks, over the same toolbox; null where there are none
   */
  public StepCalls(
      GuardedToolbox toolbox, PlanQueries queries, @Nullable PlaybookRunner playbooks) {
    this.toolbox = toolbox;
    this.queries = queries;
    this.playbooks = playbooks;
  }

  /** Agrees to a call that waits; returns the token. */
  String approve(String requestId, Caller approver, Scope scope) {
    return toolbox.approve(requestId, approver, scope);
  }

  /** Declines a call that waits; a playbook that waits with it does not go on. */
  void decline(PlanRun run, int number, String requestId, StepWord word) {
    toolbox.decline(requestId, word.by(), run.scope(), word.note());
    waiting.remove(key(run, number));
  }

  private static String key(PlanRun run, int number) {
    return run.id() + "/" + number;
  }

  StepResult carryOut(PlanRun run, RunStep step, StepOrder order, InstantSource clock) {
    String by = order.caller().id();
    PlannedCall call = step.call();
    if (call != null && call.kind() == PlannedCall.Kind.PLAYBOOK && playbooks != null) {
      return playbook(new Asked(run, step, order), call.name(), playbooks, now(clock));
    }
    ToolResult result;
    if (call != null && call.arguments() != null) {
      result = called(run, call, call.arguments(), order);
    } else if (step.code() != null && queries.knows(step.language())) {
      PlannedQuery query =
          new PlannedQuery(String.valueOf(step.language()), step.code(), step.text());
      result = queries.look(query, order.caller(), run.scope(), order.timeout()).result();
    } else {
      throw new InvalidInputException(
          "step " + step.number(),
          "is for a person to do: do it, then say that it was done, failed or was skipped");
    }
    return ended(result, order.dryRun(), by, now(clock));
  }

  /** A playbook goes on where it waits, and is never begun a second time while it does. */
  private StepResult playbook(Asked asked, String name, PlaybookRunner runner, Instant at) {
    StepOrder order = asked.order();
    String by = order.caller().id();
    PlaybookOrder wanted =
        new PlaybookOrder(name, order.caller(), asked.run().scope(), asked.run().startedAt());
    if (order.dryRun()) {
      return ended(runner.preview(wanted), true, by, at);
    }
    String key = key(asked.run(), asked.step().number());
    PlaybookReport before = waiting.remove(key);
    boolean waits =
        asked.run().told().stream()
            .anyMatch(
                it ->
                    it.step() == asked.step().number() && it.result() instanceof StepResult.Waits);
    if (waits && before == null) {
      String why =
          "it was begun before, and was declined or waits elsewhere: look what it did, then mark"
              + " it";
      return called(at, by, false, End.REFUSED, why);
    }
    if (before != null && order.approval() == null) {
      waiting.put(key, before);
      return ended(before, false, by, at);
    }
    String token = order.approval();
    PlaybookReport report =
        before == null || token == null ? runner.run(wanted) : runner.resumeFrom(before, token);
    if (report.end() instanceof PlaybookEnd.WaitsForApproval) {
      waiting.put(key, report);
    }
    return ended(report, false, by, at);
  }

  private ToolResult called(PlanRun run, PlannedCall call, String arguments, StepOrder order) {
    Set<String> unfilled = new PlannedQuery("", arguments, "").unfilled();
    if (!unfilled.isEmpty()) {
      return new ToolResult.Refused(
          "nothing is known for " + String.join(", ", unfilled) + ": fill it in and call the tool");
    }
    ToolRequest.Builder request =
        ToolRequest.builder(order.caller(), run.scope(), call.name(), arguments)
            .timeout(order.timeout());
    if (order.dryRun()) {
      request.dryRun();
    }
    if (order.approval() != null) {
      request.approval(order.approval());
    }
    return toolbox.call(request.build());
  }

  private static Instant now(InstantSource clock) {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static StepResult ended(ToolResult result, boolean dryRun, String by, Instant at) {
    return switch (result) {
      case ToolResult.Succeeded it -> called(at, by, dryRun, End.SUCCEEDED, it.output());
      case ToolResult.NoData it -> called(at, by, dryRun, End.NO_DATA, it.reason());
      case ToolResult.Failed it -> called(at, by, dryRun, End.FAILED, it.reason());
      case ToolResult.Refused it -> called(at, by, dryRun, End.REFUSED, refusal(it));
      case ToolResult.TimedOut it ->
          called(at, by, dryRun, End.TIMED_OUT, "no answer within " + it.after());
      case ToolResult.ApprovalRequired it ->
          new StepResult.Waits(at, by, it.requestId(), it.summary(), it.expires());
    };
  }

  private static String refusal(ToolResult.Refused refused) {
    return refused.violations().isEmpty()
        ? refused.reason()
        : refused.reason() + ": " + refused.violations().getFirst();
  }

  private static StepResult ended(PlaybookReport report, boolean dryRun, String by, Instant at) {
    return switch (report.end()) {
      case PlaybookEnd.Previewed it ->
          called(at, by, dryRun, End.SUCCEEDED, report.steps().size() + " actions could be called");
      case PlaybookEnd.Completed it ->
          called(at, by, dryRun, End.SUCCEEDED, "every action was done or passed over");
      case PlaybookEnd.NotDue it -> called(at, by, dryRun, End.REFUSED, "not due: " + it.why());
      case PlaybookEnd.Busy it ->
          called(at, by, dryRun, End.REFUSED, it.owner() + " runs it, until " + it.until());
      case PlaybookEnd.Stopped it ->
          called(at, by, dryRun, End.FAILED, "stopped at " + it.action() + ": " + it.why());
      case PlaybookEnd.WaitsForApproval it ->
          new StepResult.Waits(at, by, it.requestId(), it.summary(), it.expires());
    };
  }

  private static StepResult called(Instant at, String by, boolean dryRun, End end, String words) {
    String shown =
        words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS) + "…";
    return new StepResult.Called(at, by, dryRun, end, shown);
  }
}
