package io.runbookmemory.guard;

import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolResult;

/**
 * A call that ended, or was not let through.
 *
 * @param id names it, in the audit log too
 * @param request as it came, with the secrets that may be in its arguments
 * @param contract of the tool
 * @param arguments the request's, redacted
 * @param result what the caller is given
 */
public record AnsweredCall(
    String id, ToolRequest request, ToolContract contract, String arguments, ToolResult result) {}
