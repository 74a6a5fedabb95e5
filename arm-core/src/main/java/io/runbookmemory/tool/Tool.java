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

  /**
   * Returns the same tool under a longer name, so that two systems of a kind go into one toolbox:
   * {@code update_incident} of {@code servicenow} is {@code update_incident_servicenow}.
   *
   * @param system what the team calls the system: letters, digits, {@code _} or {@code -}
   * @return a tool whose name and description hold the system's
   * @throws IllegalArgumentException if that is no name, or would be too long a one
   */
  default Tool named(String system) {
    return new NamedTool(this, contract().named(system));
  }
}
