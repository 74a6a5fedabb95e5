package io.runbookmemory.tool;

/**
 * Something that can be called. Implementations are thread-safe, keep the deadline they are given,
 * and answer with a {@link ToolResult} whatever becomes of the call; what one throws all the same
 * becomes a {@link ToolResult.Failed}. Nobody calls a tool but the guard.
 */
public interface Tool {

  /**
   * Returns what the tool takes, gives and does.
   *
   * @return the same at every call
   */
  ToolContract contract();

  /**
   * Does it.
   *
   * @param invocation what to do, its arguments checked against the contract's input schema
   * @return what became of it
   */
  ToolResult run(ToolInvocation invocation);
}
