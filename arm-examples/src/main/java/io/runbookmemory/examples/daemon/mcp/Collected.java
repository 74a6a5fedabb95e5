package io.runbookmemory.examples.daemon.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What a session says to one request: its answer, and whatever it says before. Thread-safe. */
final class Collected implements McpStreamableServerTransport {

  private final McpJsonMapper mapper;
  private final List<String> said = new ArrayList<>();

  Collected(McpJsonMapper mapper) {
    this.mapper = mapper;
  }

  /** Returns the messages, the answer last. */
  synchronized List<String> said() {
    return List.copyOf(said);
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return sendMessage(message, null);
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message, @Nullable String messageId) {
    return Mono.fromCallable(
            () -> {
              keep(mapper.writeValueAsString(message));
              return true;
            })
        .then();
  }

  private synchronized void keep(String message) {
    said.add(message);
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return mapper.convertValue(data, type);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }
}
