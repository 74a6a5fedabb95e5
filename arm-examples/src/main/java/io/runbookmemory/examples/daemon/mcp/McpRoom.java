package io.runbookmemory.examples.daemon.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.examples.daemon.access.Identity;
import io.runbookmemory.examples.daemon.config.DaemonConfig;
import io.runbookmemory.examples.daemon.tool.Toolroom;
import io.runbookmemory.examples.mcp.McpDoor;
import io.runbookmemory.guard.AgentTools;
import io.runbookmemory.memory.Scope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What clients of the protocol find, as long as a configuration holds; it is made when the first
 * comes. Who comes with a session of the one before is told that there is none, and begins anew.
 * Thread-safe.
 */
public final class McpRoom implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(McpRoom.class);
  private static final long RENEWAL_SECONDS = 15;

  private final DaemonConfig config;
  private final @Nullable RunbookMemory memory;
  private final Toolroom tools;
  private final InstantSource clock;
  private @Nullable Opened opened;
  private boolean closed;

  /** What was made for the first client. */
  private record Opened(
      McpDoor door, McpSyncServer server, Sessions sessions, ScheduledExecutorService renewal) {}

  /**
   * Creates it; nothing is opened.
   *
   * @param memory whose runbooks are read; null where it is off
   */
  public McpRoom(
      DaemonConfig config, @Nullable RunbookMemory memory, Toolroom tools, InstantSource clock) {
    this.config = config;
    this.memory = memory;
    this.tools = tools;
    this.clock = clock;
  }

  boolean isEnabled() {
    return config.mcp().enabled();
  }

  Instant now() {
    return clock.instant();
  }

  McpJsonMapper mapper() {
    return opened().door().mapper();
  }

  /**
   * Returns the sessions.
   *
   * @throws UnavailableException if memory is off, or this is over
   */
  Sessions sessions() {
    return opened().sessions();
  }

  private synchronized Opened opened() {
    if (closed) {
      throw new UnavailableException("mcp", "the configuration is read again");
    }
    if (opened == null) {
      opened = open();
    }
    return opened;
  }

  private Opened open() {
    RunbookMemory there = memory;
    if (there == null) {
      throw new UnavailableException("memory", "the memory is off; see memory.enabled");
    }
    Scope scope = Scope.of(config.tenant());
    Sessions sessions =
        new Sessions(
            config.mcp(),
            caller -> new AgentTools(tools.box(caller.role()), caller.caller(), scope),
            clock);
    McpDoor door = new McpDoor(Session::agent, tools.contracts(), there, clock);
    // A request has a thread of the server for itself, and waits on it anyway.
    McpSyncServer server = door.open(McpServer.sync(sessions).immediateExecution(true));
    ScheduledExecutorService renewal =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("arm-mcp").daemon().factory());
    var unused =
        renewal.scheduleWithFixedDelay(
            () -> renew(door, server, sessions),
            RENEWAL_SECONDS,
            RENEWAL_SECONDS,
            TimeUnit.SECONDS);
    return new Opened(door, server, sessions, renewal);
  }

  /** Returns the calls of this process's clients that wait for a second person. */
  public List<Waiting> waiting() {
    Opened there;
    synchronized (this) {
      there = opened;
    }
    return there == null
        ? List.of()
        : there.sessions().copy().stream()
            .flatMap(
                session ->
                    session.agents().stream()
                        .flatMap(
                            agent ->
                                agent.waiting().stream()
                                    .map(asked -> new Waiting(session.owner(), agent, asked))))
            .toList();
  }

  /**
   * Agrees to a call of a client, which then makes it again.
   *
   * @throws io.runbookmemory.error.InvalidInputException if that is not for this person, or is over
   */
  public void approve(Waiting call, Identity approver) {
    Scope scope = Scope.of(config.tenant());
    String request = call.asked().requestId();
    String token = tools.box(approver.role()).approve(request, approver.caller(), scope);
    call.agent().approved(request, token);
  }

  /**
   * Declines a call: its client is told when it makes it again.
   *
   * @param why possibly empty
   * @throws io.runbookmemory.error.InvalidInputException if that is not for this person, or is over
   */
  public void decline(Waiting call, Identity decliner, String why) {
    Scope scope = Scope.of(config.tenant());
    String request = call.asked().requestId();
    tools.box(decliner.role()).decline(request, decliner.caller(), scope, why);
    call.agent()
        .declined(request, decliner.name() + " declined it" + (why.isEmpty() ? "" : ": " + why));
  }

  /** A store that is away for a while leaves the list as it was. */
  private static void renew(McpDoor door, McpSyncServer server, Sessions sessions) {
    try {
      sessions.endIdle();
      if (!sessions.copy().isEmpty()) {
        door.renew(server);
      }
    } catch (ArmException e) {
      LOG.warn("the list of runbooks is not renewed: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("the list of runbooks is not renewed", e);
    }
  }

  @Override
  public void close() {
    Opened ending;
    synchronized (this) {
      closed = true;
      ending = opened;
      opened = null;
    }
    if (ending == null) {
      return;
    }
    ending.renewal().shutdownNow();
    try {
      if (!ending.renewal().awaitTermination(RENEWAL_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the list of runbooks is still read");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ending.server().close();
  }
}
