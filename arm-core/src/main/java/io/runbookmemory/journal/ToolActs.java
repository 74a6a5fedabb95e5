package io.runbookmemory.journal;

import io.runbookmemory.guard.GuardListener;
import io.runbookmemory.guard.ToolRequest;
import io.runbookmemory.text.Excerpt;
import io.runbookmemory.tool.ToolResult;
import java.time.InstantSource;

/**
 * Writes into the journal what tools are called for in an incident, and what they gave: their
 * results attach themselves. Calls that name no incident are not written. Thread-safe.
 */
public final class ToolActs implements GuardListener {

  /** A thousand characters tell what was found; the whole is in the audit log by its digest. */
  private static final int LONGEST_DETAIL = 1000;

  private final IncidentJournal journal;
  private final InstantSource clock;

  /**
   * Creates the listener.
   *
   * @param journal where to write
   * @param clock what time it is
   */
  public ToolActs(IncidentJournal journal, InstantSource clock) {
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public void answered(ToolRequest request, String arguments, ToolResult result) {
    request
        .incident()
        .ifPresent(
            id -> {
              String call = request.tool() + " " + arguments;
              JournalEvent.Acted acted =
                  new JournalEvent.Acted(
                      Excerpt.beginning(
                          request.dryRun() ? "dry run: " + call : call, LONGEST_DETAIL),
                      result(request, result),
                      Excerpt.beginning(detail(result), LONGEST_DETAIL),
                      null,
                      null);
              journal.write(id, acted, clock.instant(), request.caller().id());
            });
  }

  /** What was only looked at was not done. */
  private static ActResult result(ToolRequest request, ToolResult result) {
    return request.dryRun() && result instanceof ToolResult.Succeeded
        ? ActResult.SKIPPED
        : ActResult.of(result);
  }

  private static String detail(ToolResult result) {
    return switch (result) {
      case ToolResult.Succeeded it -> it.output();
      case ToolResult.NoData it -> it.reason();
      case ToolResult.Failed it -> it.reason();
      case ToolResult.Refused it -> it.reason();
      case ToolResult.ApprovalRequired it -> "waits for approval " + it.requestId();
      case ToolResult.TimedOut it -> "no answer after " + it.after();
    };
  }
}
