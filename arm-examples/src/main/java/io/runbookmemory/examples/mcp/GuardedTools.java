package io.runbookmemory.examples.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.runbookmemory.guard.AgentTools;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.tool.ToolAnswer;
import io.runbookmemory.tool.ToolContract;
import io.runbookmemory.tool.ToolEffect;
import io.runbookmemory.tool.ToolResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * ARM's tools as the protocol's, each call of which goes through the guard. A tool that the caller
 * may not call is not listed, and a call of it is refused as a result, which is written down.
 */
final class GuardedTools {

  /** In a request's {@code _meta}: the incident whose journal has what the call gives. */
  static final String INCIDENT = "io.runbookmemory/incident";

  private final Function<McpTransportContext, AgentTools> agents;
  private final McpJsonMapper mapper;

  GuardedTools(Function<McpTransportContext, AgentTools> agents, McpJsonMapper mapper) {
    this.agents = agents;
    this.mapper = mapper;
  }

  List<SyncToolSpecification> of(Collection<ToolContract> contracts) {
    return contracts.stream()
        .map(
            contract ->
                new SyncToolSpecification(
                    tool(contract),
                    (exchange, request) ->
                        call(agents.apply(exchange.transportContext()), contract, request)))
        .toList();
  }

  /** Returns whether the caller may call a tool now, asked anew for every list. */
  boolean isListed(McpTransportContext context, McpSchema.Tool tool) {
    return agents.apply(context).contracts().stream()
        .anyMatch(contract -> contract.name().equals(tool.name()));
  }

  /**
   * The output's schema is left out: a client then wants the output a second time, as bare JSON,
   * where what a tool found outside would stand without its fence.
   */
  private McpSchema.Tool tool(ToolContract contract) {
    McpSchema.ToolAnnotations hints =
        McpSchema.ToolAnnotations.builder()
            .readOnlyHint(contract.effect() == ToolEffect.READ_ONLY)
            .destructiveHint(contract.effect() == ToolEffect.DESTRUCTIVE)
            .idempotentHint(contract.idempotent())
            .build();
    return McpSchema.Tool.builder(contract.name(), mapper, contract.inputSchema().text())
        .description(contract.description())
        .annotations(hints)
        .build();
  }

  private McpSchema.CallToolResult call(
      AgentTools agent, ToolContract contract, McpSchema.CallToolRequest request) {
    ToolResult result = result(agent, contract, request);
    return McpSchema.CallToolResult.builder()
        .addTextContent(ToolAnswer.of(result))
        .isError(!isAnswer(result))
        .build();
  }

  private ToolResult result(
      AgentTools agent, ToolContract contract, McpSchema.CallToolRequest request) {
    Map<String, Object> arguments = request.arguments();
    Map<String, Object> meta = request.meta();
    Object named = meta == null ? null : meta.get(INCIDENT);
    MemoryId incident;
    try {
      incident = named == null ? null : MemoryId.parse(named.toString());
    } catch (IllegalArgumentException e) {
      return new ToolResult.Refused(INCIDENT + " in _meta: " + e.getMessage());
    }
    return agent.result(contract.name(), arguments == null ? null : json(arguments), incident);
  }

  /** What waits is no answer: a client that looks at nothing else must not take it for done. */
  private static boolean isAnswer(ToolResult result) {
    return switch (result) {
      case ToolResult.Succeeded it -> true;
      case ToolResult.NoData it -> true;
      case ToolResult.Failed it -> false;
      case ToolResult.Refused it -> false;
      case ToolResult.ApprovalRequired it -> false;
      case ToolResult.TimedOut it -> false;
    };
  }

  private String json(Map<String, Object> arguments) {
    try {
      return mapper.writeValueAsString(arguments);
    } catch (IOException e) {
      throw new UncheckedIOException("what was read as JSON can be written", e);
    }
  }
}
