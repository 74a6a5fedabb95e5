package io.runbookmemory.examples.daemon.mcp;

import io.runbookmemory.guard.AgentTools;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.tool.ToolResult;

/**
 * A call of a client that waits for a second person.
 *
 * @param by in whose name the client calls
 * @param agent the conversation that it is of
 * @param asked what is to be agreed to
 */
public record Waiting(String by, AgentTools agent, ToolResult.ApprovalRequired asked) {

  /** Returns what names it: the request itself is a secret of some length. */
  public MemoryId id() {
    return MemoryId.named("approval", asked.requestId());
  }
}
