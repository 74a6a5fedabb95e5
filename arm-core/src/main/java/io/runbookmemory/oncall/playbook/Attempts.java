package io.runbookmemory.oncall.playbook;

import io.runbookmemory.guard.GuardedToolbox;
import io.runbookmemory.guard.ToolRequest;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolResult;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls of actions through the guard, with their retries. */
final class Attempts {

  /** How often something was tried, and what became of the last try. */
  record Made(int count, ToolResult result) {}

  private final GuardedToolbox toolbox;
  private final PlaybookOrder order;
  private final PlaybookRunner.Pause pause;
  private final OrderValues values;

  Attempts(GuardedToolbox toolbox, PlaybookOrder order, PlaybookRunner.Pause pause) {
    this.toolbox = toolbox;
    this.order = order;
    this.pause = pause;
    this.values = new OrderValues(order);
  }

  /** Returns which tools the caller may call. */
  Set<String> allowed() {
    return toolbox.contracts(order.caller(), order.scope()).stream()
        .map(ToolContract::name)
        .collect(Collectors.toSet());
  }

  /** Returns why an action cannot be called: the order has no value for a placeholder. */
  Optional<String> unfilled(PlaybookAction action) {
    Set<String> names = values.unfilled(action.arguments());
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the order must have a plain value for "
                + names
                + ", which the arguments of "
                + action.name()
                + " name");
  }

  ToolResult preview(PlaybookAction action) {
    return toolbox.call(request(action).dryRun().build());
  }

  /** Calls with an approval are made once: it is used up by the first. */
  Made make(PlaybookAction action, @Nullable String approval) {
    ToolRequest.Builder request = request(action);
    if (approval != null) {
      return new Made(1, toolbox.call(request.approval(approval).build()));
    }
    int count = 1;
    ToolResult result = toolbox.call(request.build());
    while (count <= action.retry().count() && mayPass(result) && waited(action)) {
      result = toolbox.call(request.build());
      count++;
    }
    return new Made(count, result);
  }

  private ToolRequest.Builder request(PlaybookAction action) {
    ToolRequest.Builder request =
        ToolRequest.builder(
            order.caller(), order.scope(), action.tool(), values.fill(action.arguments()));
    action.timeout().ifPresent(request::timeout);
    return request;
  }

  private static boolean mayPass(ToolResult result) {
    return switch (result) {
      case ToolResult.Failed it -> it.retryable();
      case ToolResult.TimedOut it -> true;
      case ToolResult.Succeeded it -> false;
      case ToolResult.NoData it -> false;
      case ToolResult.Refused it -> false;
      case ToolResult.ApprovalRequired it -> false;
    };
  }

  private boolean waited(PlaybookAction action) {
    try {
      pause.pause(action.retry().delay());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns what became of a call, for people. */
  static String words(ToolResult result) {
    return switch (result) {
      case ToolResult.Succeeded it -> "done";
      case ToolResult.NoData it -> "found nothing: " + it.reason();
      case ToolResult.Failed it -> "failed: " + it.reason();
      case ToolResult.TimedOut it ->
          "did not answer within " + it.after() + "; whether it was done is not known";
      case ToolResult.Refused it ->
          "was refused: "
              + it.reason()
              + (it.violations().isEmpty() ? "" : ": " + it.violations().getFirst());
      case ToolResult.ApprovalRequired it -> "waits for a second person until " + it.expires();
    };
  }
}
