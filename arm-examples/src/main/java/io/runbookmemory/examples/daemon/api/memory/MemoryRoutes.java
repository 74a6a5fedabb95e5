package io.runbookmemory.examples.daemon.api.memory;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.examples.daemon.api.route.Backend;
import io.runbookmemory.examples.daemon.api.route.Call;
import io.runbookmemory.examples.daemon.api.route.Operation;
import io.runbookmemory.examples.daemon.api.route.Page;
import io.runbookmemory.examples.daemon.api.route.Parameter;
import io.runbookmemory.examples.daemon.api.route.Parameter.Kind;
import io.runbookmemory.examples.daemon.api.route.Route;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.view.CaptureView;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.remember.Remembered;
import io.runbookmemory.remember.capture.Captured;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.StoredMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Memories, one by one. */
public record MemoryRoutes(Backend backend) {

  private static final Parameter ID = Parameter.path("id", Kind.ID, "The memory.");

  private static final Route LIST =
      Route.get("/memories", "listMemories", "List memories by id.", "MemoryPage")
          .with(
              Page.and(
                  Parameter.query("kind", Kind.TEXT, "Such as runbook or incident."),
                  Parameter.query("service", Kind.TEXT, "Of one service."),
                  Parameter.query("env", Kind.ENV, "Of one environment."),
                  Parameter.query("tag", Kind.TEXT, "With one tag."),
                  Parameter.query("status", Kind.TEXT, "Such as active or suspect."),
                  Parameter.query("text", Kind.TEXT, "With these words in it.")));

  /** Returns the operations. */
  public List<Operation> operations() {
    return List.of(
        new Operation(
            Route.post("/memories", "remember", "Remember something in somebody's own words.")
                .of("Words", "Captured"),
            backend,
            this::remember),
        new Operation(LIST, backend, this::list),
        new Operation(
            Route.get("/memories/{id}", "getMemory", "Return a memory.", "Memory").with(ID),
            backend,
            this::get),
        new Operation(
            Route.get(
                    "/memories/{id}/history",
                    "getMemoryHistory",
                    "Return the replaced revisions of a memory, those of a forgotten one too.",
                    "History")
                .with(ID),
            backend,
            this::history),
        new Operation(
            Route.delete(
                    "/memories/{id}",
                    "forgetMemory",
                    "Forget a memory; its history and a tombstone stay.",
                    "Forgotten")
                .with(ID),
            backend,
            this::forget));
  }

  private Reply remember(Call call) {
    RunbookMemory memory = backend.memory();
    String env = call.field("env");
    Scope scope =
        Scope.of(backend.tenant())
            .withService(call.field("service"))
            .withEnv(env == null ? null : Environments.DEFAULT.require(env));
    String text = call.given("text");
    Captured captured = memory.read(text, scope);
    Remembered result =
        call.body().path("keep").asBoolean()
            ? memory.remember(captured)
            : memory.remember(text, scope);
    return Reply.json(200, CaptureView.json(captured, result));
  }

  private Reply list(Call call) {
    int pageSize = call.pageSize();
    List<StoredMemory> page =
        backend.memory().memories().scan(filter(call), call.cursor().orElse(null), pageSize + 1);
    boolean more = page.size() > pageSize;
    return Page.of(
        more ? page.subList(0, pageSize) : page, more, StoredMemory::id, one -> json(one.memory()));
  }

  private static Filter filter(Call call) {
    List<Filter> parts = new ArrayList<>(List.of(Filter.everything()));
    eq(parts, Field.KIND, lower(call.text("kind")));
    eq(parts, Field.SERVICE, call.text("service"));
    eq(parts, Field.ENV, call.env());
    String status = call.text("status");
    eq(parts, Field.STATUS, status == null ? null : status.toUpperCase(Locale.ROOT));
    call.asked().query("tag").ifPresent(tag -> parts.add(new Filter.HasTag(tag)));
    call.asked().query("text").ifPresent(text -> parts.add(new Filter.ContainsText(text)));
    return new Filter.And(parts);
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  private static void eq(List<Filter> parts, Field<String> field, @Nullable String value) {
    if (value != null) {
      parts.add(Filter.eq(field, value));
    }
  }

  private Reply get(Call call) {
    return backend
        .memory()
        .memories()
        .get(call.id())
        .map(one -> Reply.json(200, json(one.memory())))
        .orElseGet(() -> Operation.missing("memory"));
  }

  private Reply history(Call call) {
    ObjectNode node = Output.object();
    ArrayNode items = node.putArray("items");
    backend.memory().memories().history(call.id()).forEach(one -> items.add(json(one)));
    return Reply.json(200, node);
  }

  private Reply forget(Call call) {
    return backend.memory().forget(call.id())
        ? Reply.json(200, Output.object().put("forgotten", 1))
        : Operation.missing("memory");
  }

  private static ObjectNode json(Memory memory) {
    return (ObjectNode) Output.parse(MemoryJson.write(memory));
  }
}
