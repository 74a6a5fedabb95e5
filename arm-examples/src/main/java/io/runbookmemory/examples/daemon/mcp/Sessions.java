package io.runbookmemory.examples.daemon.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import io.runbookmemory.examples.daemon.access.Identity;
import io.runbookmemory.examples.daemon.config.DaemonConfig;
import io.runbookmemory.guard.AgentTools;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The sessions that are open; a bounded number, and of one caller a quarter of it. Those that said
 * nothing for long end. Thread-safe.
 */
final class Sessions implements McpStreamableServerTransportProvider {

  /** Those that know this transport. */
  private static final List<String> VERSIONS =
      List.of(
          ProtocolVersions.MCP_2025_03_26,
          ProtocolVersions.MCP_2025_06_18,
          ProtocolVersions.MCP_2025_11_25);

  private static final int SHARE = 4;
  private static final Duration HELLO_WITHIN = Duration.ofSeconds(10);

  private final DaemonConfig.Mcp bounds;
  private final Function<Identity, AgentTools> tools;
  private final InstantSource clock;
  private final Map<String, Session> open = new LinkedHashMap<>();
  private McpStreamableServerSession.@Nullable Factory factory;
  private boolean closed;

  /**
   * Creates it.
   *
   * @param tools what somebody may call
   */
  Sessions(DaemonConfig.Mcp bounds, Function<Identity, AgentTools> tools, InstantSource clock) {
    this.bounds = bounds;
    this.tools = tools;
    this.clock = clock;
  }

  /**
   * A session that has begun.
   *
   * @param greeting the server's part of the hello
   */
  record Begun(Session session, McpSchema.InitializeResult greeting) {}

  @Override
  public List<String> protocolVersions() {
    return VERSIONS;
  }

  @Override
  public synchronized void setSessionFactory(McpStreamableServerSession.Factory sessionFactory) {
    factory = sessionFactory;
  }

  /** Begins a session; empty if as many are open as may be. */
  Optional<Begun> begin(Identity caller, McpSchema.InitializeRequest hello) {
    endIdle();
    McpStreamableServerSession.McpStreamableServerSessionInit init;
    Session session;
    synchronized (this) {
      long own = open.values().stream().filter(one -> one.isOf(caller)).count();
      long most = Math.max(1, bounds.sessions() / SHARE);
      if (closed || open.size() >= bounds.sessions() || own >= most) {
        return Optional.empty();
      }
      init = Objects.requireNonNull(factory).startSession(hello);
      session = new Session(init.session(), caller, tools, clock.instant());
      open.put(session.id(), session);
    }
    try {
      McpSchema.InitializeResult greeting =
          Objects.requireNonNull(init.initResult().block(HELLO_WITHIN));
      return Optional.of(new Begun(session, greeting));
    } catch (RuntimeException e) {
      end(session);
      throw e;
    }
  }

  /** Returns a session, if it is this caller's: that there is another's nobody is told. */
  synchronized Optional<Session> find(String id, Identity caller) {
    return Optional.ofNullable(open.get(id)).filter(one -> one.isOf(caller));
  }

  /** Ends a session, with the stream that listens to it. */
  void end(Session session) {
    synchronized (this) {
      open.remove(session.id());
    }
    session.spoken().close();
  }

  /** Ends those that said nothing for long. */
  void endIdle() {
    Instant since = clock.instant().minus(bounds.idle());
    copy().stream().filter(one -> one.isIdle(since)).forEach(this::end);
  }

  synchronized List<Session> copy() {
    return List.copyOf(open.values());
  }

  /** A client that does not listen is told nothing, and asks when it wants to know. */
  @Override
  public Mono<Void> notifyClients(String method, Object params) {
    return Flux.fromIterable(copy())
        .flatMap(one -> one.spoken().sendNotification(method, params).onErrorComplete())
        .then();
  }

  @Override
  public Mono<Void> notifyClient(String sessionId, String method, Object params) {
    return Flux.fromIterable(copy())
        .filter(one -> one.id().equals(sessionId))
        .flatMap(one -> one.spoken().sendNotification(method, params))
        .then();
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(
        () -> {
          synchronized (this) {
            closed = true;
          }
          copy().forEach(this::end);
        });
  }
}
