package io.runbookmemory.guard;

import io.runbookmemory.tool.JsonSchema;
import io.runbookmemory.tool.PreviewingTool;
import io.runbookmemory.tool.Tool;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolInvocation;
import io.runbookmemory.tool.ToolResult;
import io.runbookmemory.tool.Violation;
import io.runbookmemory.tool.json.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a tool on a thread of its own, until its deadline and no longer, and makes what comes of it
 * fit to be handed on. A tool that does not end when it is interrupted goes on unseen.
 */
final class Execution {

  /**
   * About what it takes to put a thread to sleep and wake it: who looks for so long before it
   * sleeps never takes more than twice the least (Karlin, Li, Manasse and Owicki, "Empirical
   * Studies of Competitive Spinning", SOSP 1991).
   */
  private static final long LOOK_NANOS = 50_000;

  private static final boolean LOOKS = Runtime.getRuntime().availableProcessors() > 1;

  private final Redaction redaction;
  private final InstantSource clock;
  private final int longestOutput;
  private final Executor threads;

  Execution(Redaction redaction, InstantSource clock, int longestOutput, Executor threads) {
    this.redaction = redaction;
    this.clock = clock;
    this.longestOutput = longestOutput;
    this.threads = threads;
  }

  ToolResult run(Tool tool, GuardedCall call) {
    ToolRequest request = call.request();
    ToolContract contract = tool.contract();
    Duration timeout =
        request
            .timeout()
            .filter(asked -> asked.compareTo(contract.timeout()) < 0)
            .orElse(contract.timeout());
    Instant now = clock.instant();
    ToolInvocation invocation =
        new ToolInvocation(
            call.id(),
            request.caller().id(),
            redaction.argumentsFor(contract, call),
            now,
            now.plus(timeout));
    if (!request.dryRun()) {
      return fit(within(timeout, tool, invocation), contract.outputSchema());
    }
    return tool instanceof PreviewingTool previewing
        ? fit(within(timeout, new Preview(previewing), invocation), JsonSchema.ANY_OBJECT)
        : new ToolResult.Succeeded(
            JsonText.write(
                JsonText.object()
                    .put("tool", contract.name())
                    .set("arguments", JsonText.read(call.shownArguments()))),
            List.of("dry run: this is the call; what it would change, the tool cannot tell"));
  }

  /** The preview of a tool, as a tool. */
  private record Preview(PreviewingTool tool) implements Tool {

    @Override
    public ToolContract contract() {
      return tool.contract();
    }

    @Override
    public ToolResult run(ToolInvocation invocation) {
      return tool.preview(invocation);
    }
  }

  private ToolResult within(Duration timeout, Tool tool, ToolInvocation invocation) {
    FutureTask<ToolResult> task = new FutureTask<>(() -> tool.run(invocation));
    threads.execute(task);
    lookFor(task);
    try {
      return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      return new ToolResult.TimedOut(timeout);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return new ToolResult.Failed("the caller was interrupted before there was an answer", true);
    } catch (ExecutionException e) {
      String name = tool.contract().name();
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      Journal.LOG.warn("{} threw {}", name, cause.getClass().getName());
      return new ToolResult.Failed(name + " broke: " + cause, false);
    }
  }

  /** Looks for the end of a task for a moment, which a quick tool needs no longer than. */
  private static void lookFor(Future<?> task) {
    // A virtual thread has little to be woken for, and may hold the processor that the tool needs.
    if (!LOOKS || Thread.currentThread().isVirtual()) {
      return;
    }
    long begin = System.nanoTime();
    while (!task.isDone() && System.nanoTime() - begin < LOOK_NANOS) {
      Thread.onSpinWait();
    }
  }

  private ToolResult fit(ToolResult result, JsonSchema schema) {
    if (result instanceof ToolResult.Succeeded succeeded) {
      List<Violation> violations = schema.check(succeeded.output());
      if (!violations.isEmpty()) {
        return redaction.clean(
            new ToolResult.Failed(
                "the output is not what the contract says: " + violations.getFirst(), false));
      }
      Trimmed.Output output = Trimmed.of(redaction.cleanJson(succeeded.output()), longestOutput);
      List<String> notes = new ArrayList<>();
      succeeded.notes().forEach(note -> notes.add(redaction.clean(note)));
      notes.addAll(output.notes());
      return new ToolResult.Succeeded(output.json(), notes);
    }
    return redaction.clean(result);
  }
}
