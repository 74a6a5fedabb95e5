package io.runbookmemory.examples.daemon.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.daemon.http.Answer;
import io.runbookmemory.examples.daemon.http.Asked;
import io.runbookmemory.examples.daemon.http.EventStream;
import io.runbookmemory.examples.daemon.http.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** What a client posts: one message of JSON-RPC at a time. */
final class McpMessages {

  private static final String JSON = "application/json";

  private McpMessages() {}

  static Answer answer(McpRoom room, Asked asked) {
    String accepted = asked.header(HttpHeaders.ACCEPT).orElse("");
    if (!accepted.contains(JSON) || !accepted.contains("text/event-stream")) {
      return Reply.problem(
          406, "Not acceptable", "a client must take application/json and text/event-stream");
    }
    JSONRPCMessage message = message(room, asked);
    if (message instanceof JSONRPCRequest request
        && McpSchema.METHOD_INITIALIZE.equals(request.method())) {
      return hello(room, asked, request);
    }
    return McpDoors.session(room, asked)
        .map(session -> told(room, session, asked, message))
        .orElseGet(McpDoors::gone);
  }

  /** What is nested too deep, or has a name twice, is refused before the SDK reads it. */
  private static JSONRPCMessage message(McpRoom room, Asked asked) {
    String json = asked.json().toString();
    try {
      return McpSchema.deserializeJsonRpcMessage(room.mapper(), json);
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException("body", "must be one message of JSON-RPC 2.0");
    }
  }

  private static Reply hello(McpRoom room, Asked asked, JSONRPCRequest request) {
    McpSchema.InitializeRequest hello;
    try {
      hello = room.mapper().convertValue(request.params(), McpSchema.InitializeRequest.class);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("params", "must be those of initialize");
    }
    if (hello == null) {
      throw new InvalidInputException("params", "must be those of initialize");
    }
    Optional<Sessions.Begun> begun = room.sessions().begin(asked.caller(), hello);
    if (begun.isEmpty()) {
      return Reply.problem(503, "Too many sessions", "as many are open as may be; see mcp.sessions")
          .with("Retry-After", "30");
    }
    JSONRPCResponse answer = JSONRPCResponse.result(request.id(), begun.get().greeting());
    return json(written(room, answer)).with(HttpHeaders.MCP_SESSION_ID, begun.get().session().id());
  }

  private static Reply told(McpRoom room, Session session, Asked asked, JSONRPCMessage message) {
    McpTransportContext context = session.context(asked.caller());
    session.begin();
    try {
      if (message instanceof JSONRPCRequest request) {
        Collected collected = new Collected(room.mapper());
        await(session.spoken().responseStream(collected).handle(request), context);
        return said(collected.said());
      }
      if (message instanceof JSONRPCNotification notification) {
        await(session.spoken().accept(notification), context);
      } else if (message instanceof JSONRPCResponse response) {
        await(session.spoken().accept(response), context);
      }
      return new Reply(202, JSON, "", Map.of());
    } finally {
      session.end(room.now());
    }
  }

  private static void await(Mono<Void> work, McpTransportContext context) {
    work.contextWrite(there -> there.put(McpTransportContext.KEY, context)).block();
  }

  /** One message is JSON; what was said before the answer makes it a stream that has ended. */
  private static Reply said(List<String> messages) {
    return messages.size() == 1
        ? json(messages.getFirst())
        : Reply.text(
            "text/event-stream",
            messages.stream()
                .map(one -> new EventStream.Event(null, "message", one).text())
                .collect(Collectors.joining()));
  }

  private static Reply json(String message) {
    return new Reply(200, JSON, message, Map.of());
  }

  private static String written(McpRoom room, JSONRPCMessage message) {
    try {
      return room.mapper().writeValueAsString(message);
    } catch (IOException e) {
      throw new UncheckedIOException("what was made here can be written", e);
    }
  }
}
