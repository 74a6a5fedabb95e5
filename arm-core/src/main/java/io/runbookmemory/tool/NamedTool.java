package io.runbookmemory.tool;

/** A tool under another name. */
record NamedTool(Tool tool, ToolContract contract) implements Tool {

  @Override
  public ToolResult run(ToolInvocation invocation) {
    return tool.run(invocation);
  }

  /** One that can say what it would do. */
  record Previewing(PreviewingTool tool, ToolContract contract) implements PreviewingTool {

    @Override
    public ToolResult run(ToolInvocation invocation) {
      return tool.run(invocation);
    }

    @Override
    public ToolResult preview(ToolInvocation invocation) {
      return tool.preview(invocation);
    }
  }
}
