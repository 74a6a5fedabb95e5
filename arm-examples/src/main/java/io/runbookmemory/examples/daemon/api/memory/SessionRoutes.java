package io.runbookmemory.examples.daemon.api.memory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.daemon.api.route.Backend;
import io.runbookmemory.examples.daemon.api.route.Call;
import io.runbookmemory.examples.daemon.api.route.Operation;
import io.runbookmemory.examples.daemon.api.route.Parameter;
import io.runbookmemory.examples.daemon.api.route.Parameter.Kind;
import io.runbookmemory.examples.daemon.api.route.Route;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sessions of a chat, which hold what was said for seven days. */
public record SessionRoutes(Backend backend) {

  private static final int PAGE = 500;

  /** What is known of one. */
  private record Turns(int count, Instant first, Instant last) {

    Turns and(Turns other) {
      return new Turns(
          count + other.count,
          first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last);
    }
  }

  /** Returns the operations. */
  public List<Operation> operations() {
    return List.of(
        new Operation(
            Route.get("/sessions", "listSessions", "List sessions by id.", "SessionPage")
                .with(
                    Parameter.query("pageSize", Kind.COUNT, "The most to return; 50."),
                    Parameter.query("cursor", Kind.TEXT, "What next said.")),
            backend,
            this::list),
        new Operation(
            Route.delete(
                    "/sessions/{session}",
                    "deleteSession",
                    "Forget all that was said in a session.",
                    "Forgotten")
                .with(Parameter.path("session", Kind.TEXT, "The session's id.")),
            backend,
            this::delete));
  }

  private Reply list(Call call) {
    SortedMap<String, Turns> all = sessions(backend.memory().memories(), call.now());
    String cursor = call.text("cursor");
    SortedMap<String, Turns> rest = cursor == null ? all : all.tailMap(cursor + "\0");
    ObjectNode node = Output.object();
    ArrayNode items = node.putArray("items");
    rest.entrySet().stream()
        .limit(call.pageSize())
        .forEach(
            one ->
                items
                    .addObject()
                    .put("id", one.getKey())
                    .put("turns", one.getValue().count())
                    .put("first", one.getValue().first().toString())
                    .put("last", one.getValue().last().toString()));
    if (rest.size() > items.size()) {
      node.put("next", items.path(items.size() - 1).path("id").asText());
    }
    return Reply.json(200, node);
  }

  private static SortedMap<String, Turns> sessions(MemoryReader reader, Instant now) {
    SortedMap<String, Turns> sessions = new TreeMap<>();
    Filter said = Filter.not(new Filter.IsNull(Field.SESSION));
    @Nullable MemoryId after = null;
    List<StoredMemory> page;
    do {
      page = reader.scan(said, after, PAGE);
      for (StoredMemory one : page) {
        Memory turn = one.memory();
        Instant at = turn.times().createdAt();
        Instant expires = turn.times().expiresAt();
        after = one.id();
        if (expires != null && !expires.isAfter(now)) {
          continue;
        }
        sessions.merge(String.valueOf(turn.scope().session()), new Turns(1, at, at), Turns::and);
      }
    } while (page.size() == PAGE);
    return sessions;
  }

  private Reply delete(Call call) {
    long turns = backend.memory().session(call.asked().variable("session")).forget();
    return turns > 0
        ? Reply.json(200, Output.object().put("forgotten", turns))
        : Operation.missing("session");
  }
}
