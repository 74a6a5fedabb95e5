package io.runbookmemory.examples.daemon.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.runbookmemory.examples.daemon.access.Identity;
import io.runbookmemory.guard.AgentTools;
import io.runbookmemory.guard.access.Role;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A client's session. It is its caller's alone, and each request of it has the rights that the
 * caller came with this time. Thread-safe.
 */
final class Session {

  private static final String AGENT = "agent";

  private final McpStreamableServerSession spoken;
  private final String owner;
  private final Function<Identity, AgentTools> tools;
  private final Map<Role, AgentTools> agents = new EnumMap<>(Role.class);
  private Instant heard;
  private int busy;

  Session(
      McpStreamableServerSession spoken,
      Identity owner,
      Function<Identity, AgentTools> tools,
      Instant now) {
    this.spoken = spoken;
    this.owner = owner.name();
    this.tools = tools;
    this.heard = now;
  }

  McpStreamableServerSession spoken() {
    return spoken;
  }

  String id() {
    return spoken.getId();
  }

  boolean isOf(Identity caller) {
    return owner.equals(caller.name());
  }

  String owner() {
    return owner;
  }

  /** Returns what the tools are called as. */
  synchronized McpTransportContext context(Identity caller) {
    AgentTools agent = agents.computeIfAbsent(caller.role(), role -> tools.apply(caller));
    return McpTransportContext.create(Map.of(AGENT, agent));
  }

  /** Returns what the tools were made for, one for each role that the caller came with. */
  synchronized List<AgentTools> agents() {
    return List.copyOf(agents.values());
  }

  /** Returns who calls, of a context that was made here. */
  static AgentTools agent(McpTransportContext context) {
    if (context.get(AGENT) instanceof AgentTools agent) {
      return agent;
    }
    throw new IllegalStateException("every request is made in somebody's name");
  }

  synchronized void begin() {
    busy++;
  }

  synchronized void end(Instant now) {
    busy--;
    heard = now;
  }

  /** Returns whether nothing goes on, and nobody listens, since some time. */
  synchronized boolean isIdle(Instant since) {
    return busy == 0 && heard.isBefore(since) && !spoken.hasListeningStream();
  }
}
