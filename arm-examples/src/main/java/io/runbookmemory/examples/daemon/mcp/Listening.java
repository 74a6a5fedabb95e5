package io.runbookmemory.examples.daemon.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import io.runbookmemory.examples.daemon.http.EventStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What a session says unasked, such as that the list of runbooks changed. Thread-safe. */
final class Listening implements McpStreamableServerTransport {

  private final McpJsonMapper mapper;
  private final EventStream.Sink sink;

  Listening(McpJsonMapper mapper, EventStream.Sink sink) {
    this.mapper = mapper;
    this.sink = sink;
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return sendMessage(message, null);
  }

  /** Nothing is kept to be said again, so that no event has an id to go on after. */
  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message, @Nullable String messageId) {
    return Mono.fromCallable(
            () -> {
              String json = mapper.writeValueAsString(message);
              sink.accept(new EventStream.Event(null, "message", json));
              return true;
            })
        .then();
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return mapper.convertValue(data, type);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(sink::end);
  }

  @Override
  public void close() {
    sink.end();
  }
}
