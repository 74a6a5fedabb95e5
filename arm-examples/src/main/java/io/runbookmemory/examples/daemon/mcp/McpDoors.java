package io.runbookmemory.examples.daemon.mcp;

import io.modelcontextprotocol.spec.HttpHeaders;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.daemon.access.Identity;
import io.runbookmemory.examples.daemon.http.Answer;
import io.runbookmemory.examples.daemon.http.Asked;
import io.runbookmemory.examples.daemon.http.Door;
import io.runbookmemory.examples.daemon.http.EventStream;
import io.runbookmemory.examples.daemon.http.Guard;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.guard.access.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The Model Context Protocol over streamable HTTP: a client posts its messages, listens by {@code
 * GET}, and ends its session by {@code DELETE}. Who may come is decided as for the API.
 */
public final class McpDoors {

  static final String PATH = "/mcp";

  private McpDoors() {}

  /**
   * Returns the doors.
   *
   * @param room what stands behind them, now: it changes with the configuration
   */
  public static List<Door> of(Supplier<McpRoom> room) {
    return List.of(
        new Method("POST", room, McpMessages::answer),
        new Method("GET", room, (there, asked) -> listen(there, asked)),
        new Method("DELETE", room, (there, asked) -> end(there, asked)));
  }

  /** One method of the path. */
  private record Method(
      String method, Supplier<McpRoom> room, BiFunction<McpRoom, Asked, Answer> work)
      implements Door {

    @Override
    public String path() {
      return PATH;
    }

    @Override
    public Guard guard() {
      return new Guard.Least(Role.VIEWER);
    }

    @Override
    public Answer answer(Asked asked) {
      McpRoom there = room.get();
      if (!there.isEnabled()) {
        return Reply.problem(404, "Not found", "this door is shut; see mcp.enabled");
      }
      asked.header(HttpHeaders.PROTOCOL_VERSION).ifPresent(one -> check(there, one));
      return work.apply(there, asked);
    }

    private static void check(McpRoom room, String version) {
      List<String> known = room.sessions().protocolVersions();
      if (!known.contains(version)) {
        throw new InvalidInputException(
            HttpHeaders.PROTOCOL_VERSION, "must be one of " + String.join(", ", known));
      }
    }
  }

  private static Answer listen(McpRoom room, Asked asked) {
    String accepted = asked.header(HttpHeaders.ACCEPT).orElse("");
    if (!accepted.contains("text/event-stream")) {
      return Reply.problem(406, "Not acceptable", "what is told unasked is text/event-stream");
    }
    return session(room, asked)
        .<Answer>map(one -> new EventStream(sink -> listening(room, one, sink)))
        .orElseGet(McpDoors::gone);
  }

  private static AutoCloseable listening(McpRoom room, Session session, EventStream.Sink sink) {
    return session.spoken().listeningStream(new Listening(room.mapper(), sink))::close;
  }

  private static Answer end(McpRoom room, Asked asked) {
    Optional<Session> session = session(room, asked);
    session.ifPresent(room.sessions()::end);
    return session.isPresent() ? new Reply(200, "application/json", "", Map.of()) : gone();
  }

  /** Returns the session that a request names, if it is the caller's. */
  static Optional<Session> session(McpRoom room, Asked asked) {
    Identity caller = asked.caller();
    String id =
        asked
            .header(HttpHeaders.MCP_SESSION_ID)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        HttpHeaders.MCP_SESSION_ID, "must be the session's, once"));
    return room.sessions().find(id, caller);
  }

  /** A client then begins a session anew, as the protocol says. */
  static Reply gone() {
    return Reply.problem(404, "Not found", "there is no such session: it ended, or never began");
  }
}
