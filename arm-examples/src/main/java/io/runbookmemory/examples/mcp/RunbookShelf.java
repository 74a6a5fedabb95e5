package io.runbookmemory.examples.mcp;

import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The runbooks of a tenant as the protocol's resources, {@code runbook://ID}, or {@code
 * runbook://KEY} with the percent-encoded key that they have where they come from. Used by one
 * thread, but for what clients read.
 */
final class RunbookShelf {

  private static final String SCHEME = "runbook://";
  private static final String MARKDOWN = "text/markdown";

  /**
   * The protocol's SDK gives the list in one message; the others are found and read all the same.
   */
  private static final int MOST_LISTED = 1_000;

  private static final Filter IN_FORCE =
      Filter.and(
          Filter.eq(Field.KIND, "runbook"),
          new Filter.In<>(
              Field.STATUS, Set.of(MemoryStatus.ACTIVE.name(), MemoryStatus.SUSPECT.name())),
          new Filter.IsNull(Field.SESSION));

  private final MemoryReader reader;
  private final InstantSource clock;
  private Map<String, McpSchema.Resource> listed = Map.of();

  RunbookShelf(MemoryReader reader, InstantSource clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /** Returns what is there now, to begin with. */
  List<SyncResourceSpecification> all() {
    listed = look();
    return listed.values().stream().map(this::resource).toList();
  }

  SyncResourceTemplateSpecification template() {
    return new SyncResourceTemplateSpecification(
        McpSchema.ResourceTemplate.builder(SCHEME + "{id}", "runbook")
            .title("A runbook")
            .description("By its id, or by the percent-encoded key that it has at its source.")
            .mimeType(MARKDOWN)
            .build(),
        (exchange, request) -> read(request.uri()));
  }

  /** Tells a server what came, changed and went since the last look; it tells its client. */
  void renew(McpSyncServer server) {
    Map<String, McpSchema.Resource> now = look();
    for (Map.Entry<String, McpSchema.Resource> before : listed.entrySet()) {
      if (!before.getValue().equals(now.get(before.getKey()))) {
        server.removeResource(before.getKey());
      }
    }
    for (Map.Entry<String, McpSchema.Resource> one : now.entrySet()) {
      if (!one.getValue().equals(listed.get(one.getKey()))) {
        server.addResource(resource(one.getValue()));
      }
    }
    listed = now;
  }

  private Map<String, McpSchema.Resource> look() {
    Map<String, McpSchema.Resource> found = new LinkedHashMap<>();
    for (StoredMemory stored : reader.scan(IN_FORCE, null, MOST_LISTED)) {
      if (isThere(stored.memory())) {
        McpSchema.Resource resource = entry(stored.memory());
        found.put(resource.uri(), resource);
      }
    }
    return found;
  }

  private SyncResourceSpecification resource(McpSchema.Resource entry) {
    return new SyncResourceSpecification(entry, (exchange, request) -> read(request.uri()));
  }

  /** A title stands in the list without a fence, so one that nobody approved is not told there. */
  private static McpSchema.Resource entry(Memory memory) {
    boolean external = memory.provenance().trust() == TrustTier.EXTERNAL;
    return McpSchema.Resource.builder(SCHEME + memory.id(), memory.id().toString())
        .title(external ? "A runbook that nobody approved" : Quoted.line(memory.title()))
        .mimeType(MARKDOWN)
        .build();
  }

  private McpSchema.ReadResourceResult read(String uri) {
    Memory memory =
        find(uri.substring(SCHEME.length()))
            .filter(this::isThere)
            .orElseThrow(() -> McpError.RESOURCE_NOT_FOUND.apply(uri));
    if (!(memory.content() instanceof Runbook runbook)) {
      throw McpError.RESOURCE_NOT_FOUND.apply(uri);
    }
    return McpSchema.ReadResourceResult.builder(
            List.of(
                McpSchema.TextResourceContents.builder(uri, RunbookPage.of(memory, runbook))
                    .mimeType(MARKDOWN)
                    .build()))
        .build();
  }

  private Optional<Memory> find(String name) {
    try {
      return reader.get(MemoryId.parse(name)).map(StoredMemory::memory);
    } catch (IllegalArgumentException e) {
      // Not an id, so it is a key.
      return byKey(name);
    }
  }

  private Optional<Memory> byKey(String name) {
    try {
      // A plus sign is itself in a URI's path, and a space in a form alone.
      String key = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
      return reader.scan(Filter.and(IN_FORCE, Filter.eq(Field.KEY, key)), null, 1).stream()
          .map(StoredMemory::memory)
          .findFirst();
    } catch (IllegalArgumentException e) {
      // A percent sign that encodes nothing names no runbook.
      return Optional.empty();
    }
  }

  /** Drafts, what was replaced, other people's sessions and what expired are not there. */
  private boolean isThere(Memory memory) {
    boolean inForce =
        memory.status() == MemoryStatus.ACTIVE || memory.status() == MemoryStatus.SUSPECT;
    return inForce
        && memory.scope().session() == null
        && !memory.times().expiredAt(clock.instant());
  }
}
