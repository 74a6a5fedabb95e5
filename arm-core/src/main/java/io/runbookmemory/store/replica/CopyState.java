package io.runbookmemory.store.replica;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.replica.Progress.Seen;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a copy; docs/formats/replica.md describes its JSON.
 *
 * @param source the store that it is a copy of, null if that one cannot say
 * @param tenants how far it goes
 */
record CopyState(@Nullable StoreIdentity source, Map<Tenant, Progress> tenants) {

  private static final int FORMAT = 1;
  private static final JsonMapper JSON = new JsonMapper();

  CopyState {
    tenants = Map.copyOf(tenants);
  }

  Progress progress(Tenant tenant) {
    return tenants.getOrDefault(tenant, Progress.NONE);
  }

  CopyState with(Tenant tenant, Progress progress) {
    Map<Tenant, Progress> changed = new HashMap<>(tenants);
    changed.put(tenant, progress);
    return new CopyState(source, changed);
  }

  String write() {
    ObjectNode node = JSON.createObjectNode().put("format", FORMAT);
    if (source != null) {
      node.putObject("source").put("store", source.store()).put("history", source.history());
    }
    ObjectNode all = node.putObject("tenants");
    Map<String, Progress> sorted = new TreeMap<>();
    tenants.forEach((tenant, progress) -> sorted.put(tenant.name(), progress));
    sorted.forEach((name, progress) -> write(progress, all.putObject(name)));
    return node.toPrettyString() + "\n";
  }

  private static void write(Progress progress, ObjectNode node) {
    Seen last = progress.last();
    if (last != null) {
      node.putObject("last")
          .put("position", last.position())
          .put("id", last.id().toString())
          .put("version", last.version());
    }
    node.put("localPosition", progress.localPosition());
    if (progress.asOf() != null) {
      node.put("asOf", progress.asOf().toString());
    }
  }

  /** Returns what a text says; empty if it is not what this release writes. */
  static Optional<CopyState> read(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      if (node.path("format").asInt() != FORMAT) {
        return Optional.empty();
      }
      JsonNode source = node.path("source");
      Map<Tenant, Progress> tenants = new HashMap<>();
      node.path("tenants")
          .properties()
          .forEach(each -> tenants.put(new Tenant(each.getKey()), progress(each.getValue())));
      return Optional.of(
          new CopyState(
              source.isObject()
                  ? new StoreIdentity(
                      source.required("store").asText(), source.required("history").asText())
                  : null,
              tenants));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Progress progress(JsonNode node) {
    JsonNode last = node.path("last");
    JsonNode asOf = node.path("asOf");
    return new Progress(
        last.isObject()
            ? new Seen(
                last.required("position").asLong(),
                MemoryId.parse(last.required("id").asText()),
                last.required("version").asLong())
            : null,
        node.required("localPosition").asLong(),
        asOf.isTextual() ? Instant.parse(asOf.asText()) : null);
  }
}
