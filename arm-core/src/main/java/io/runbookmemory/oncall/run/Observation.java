package io.runbookmemory.oncall.run;

import io.runbookmemory.oncall.PlannedQuery;
import io.runbookmemory.tool.ToolResult;

/**
 * What a query of a plan showed.
 *
 * @param query what was asked, and what for
 * @param result what came back: the answer, that there is none, or why it was not asked
 */
public record Observation(PlannedQuery query, ToolResult result) {}
