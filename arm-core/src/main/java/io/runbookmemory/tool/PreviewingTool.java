package io.runbookmemory.tool;

/**
 * A tool that can say what it would do: which pods it would restart, which ticket it would change.
 * Of one that cannot, a dry run shows the call alone.
 */
public interface PreviewingTool extends Tool {

  /**
   * Looks what {@link #run} would do, and changes nothing.
   *
   * @param invocation what would be done
   * @return what would come of it
   */
  ToolResult preview(ToolInvocation invocation);

  @Override
  default PreviewingTool named(String system) {
    return new NamedTool.Previewing(this, contract().named(system));
  }
}
