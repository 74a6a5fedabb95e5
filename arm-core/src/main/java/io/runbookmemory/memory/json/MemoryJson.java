package io.runbookmemory.memory.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Chronology;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryBuilder;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.MemoryType;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Content;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a memory, format 1 of {@code docs/formats/memory-json.md}. Reading back what was
 * written gives an equal memory; fields and kinds of a newer release are kept and written back
 * unchanged. Thread-safe.
 */
public final class MemoryJson {

  /** The newest format that is read, and the one that is written. */
  public static final int FORMAT = 1;

  private MemoryJson() {}

  /**
   * What stands in for fields that a person's file may leave out.
   *
   * @param tenant whose memories they become, whatever the file says
   * @param source the provenance's source where the file names none
   * @param at the time of creation where the file names none
   * @param environments the environments that are allowed
   */
  public record Defaults(Tenant tenant, String source, Instant at, Environments environments) {}

  /**
   * Returns a memory as one line of JSON.
   *
   * @param memory any memory
   * @return a JSON object without line breaks
   */
  public static String write(Memory memory) {
    ObjectNode node = Json.object().put("format", FORMAT);
    node.put("id", memory.id().toString()).put("type", memory.type().name());
    node.put("status", memory.status().name());
    writeScope(node.putObject("scope"), memory.scope());
    node.put("title", memory.title());
    memory.ownText().ifPresent(text -> node.put("text", text));
    memory.severity().ifPresent(severity -> node.put("severity", severity.name()));
    ContentCodec.texts(node, "tags", memory.tags());
    node.set("content", ContentCodec.write(memory.content()));
    Provenance provenance = memory.provenance();
    ObjectNode from = node.putObject("provenance").put("source", provenance.source());
    ContentCodec.put(from, "key", provenance.key());
    ContentCodec.put(from, "url", provenance.url());
    from.put("trust", provenance.trust().name());
    writeTimes(node, memory.times());
    node.put("occurrences", memory.occurrences()).put("pinned", memory.pinned());
    if (!memory.links().isEmpty()) {
      ArrayNode links = node.putArray("links");
      for (Link link : memory.links()) {
        links.addObject().put("type", link.type()).put("target", link.target().toString());
      }
    }
    node.put("version", memory.version());
    memory.unknownFields().forEach((path, json) -> restore(node, path, json));
    return Json.write(node);
  }

  /**
   * Returns a memory with a function applied to everything that people or machines wrote in it:
   * title, text, tags, the provenance's key and address, and all of its content. Identity, scope,
   * enums and times stay.
   *
   * @param memory any memory
   * @param function what to apply to the name of a field and each text in it
   * @return the same memory if no text changed
   */
  public static Memory mapTexts(Memory memory, BinaryOperator<String> function) {
    ObjectNode node = Json.parse(write(memory));
    ObjectNode mapped = TextMapping.map(node, function);
    return mapped.equals(node) ? memory : read(Json.write(mapped));
  }

  private static void writeScope(ObjectNode node, Scope scope) {
    node.put("tenant", scope.tenant().name());
    ContentCodec.put(node, "cluster", scope.cluster());
    ContentCodec.put(node, "namespace", scope.namespace());
    ContentCodec.put(node, "service", scope.service());
    ContentCodec.put(node, "env", scope.env());
    ContentCodec.put(node, "session", scope.session());
  }

  private static void writeTimes(ObjectNode node, Chronology times) {
    node.put("createdAt", times.createdAt().toString());
    node.put("updatedAt", times.updatedAt().toString());
    ContentCodec.put(node, "happenedAt", times.happenedAt());
    ContentCodec.put(node, "lastSeenAt", times.lastSeenAt());
    ContentCodec.put(node, "lastVerifiedAt", times.lastVerifiedAt());
    ContentCodec.put(node, "expiresAt", times.expiresAt());
  }

  /** Puts an unknown field back; what a newer release wrote into an object that is gone is too. */
  private static void restore(ObjectNode node, String pointer, String json) {
    JsonPointer place = JsonPointer.compile(pointer);
    if (node.at(place.head()) instanceof ObjectNode parent) {
      parent.set(place.last().getMatchingProperty(), Json.value(json));
    }
  }

  /**
   * Returns the memory that a line of JSON stands for.
   *
   * @param json what {@link #write} wrote, in this release or another
   * @return an equal memory
   * @throws InvalidInputException if a rule is broken, naming the field
   */
  public static Memory read(String json) {
    Fields fields = new Fields(Json.parse(json));
    Instant createdAt = fields.requiredTime("createdAt");
    Scope scope = readScope(fields, null);
    MemoryId id = readId(fields.required("id"));
    return read(fields, id, scope, createdAt, "capture");
  }

  /**
   * Returns the memory that a person's line of JSON stands for. Only {@code title} and {@code
   * content} are required. Without an id it is named by its provenance's source and key, and
   * without a key by its title, so that reading the same line again gives the same id.
   *
   * @param json a JSON object
   * @param defaults what stands in for what is left out
   * @return a memory of version 0
   * @throws InvalidInputException if a rule is broken, naming the field
   */
  public static Memory read(String json, Defaults defaults) {
    Fields fields = new Fields(Json.parse(json));
    Instant createdAt = fields.time("createdAt");
    Scope scope = readScope(fields, defaults);
    String id = fields.text("id");
    MemoryId named = id == null ? nameOf(fields, defaults) : readId(id);
    Instant created = createdAt == null ? defaults.at() : createdAt;
    return read(fields, named, scope, created, defaults.source()).toBuilder().version(0).build();
  }

  private static MemoryId nameOf(Fields fields, Defaults defaults) {
    Fields provenance = fields.object("provenance");
    String source = provenance == null ? null : provenance.text("source");
    String key = provenance == null ? null : provenance.text("key");
    return MemoryId.named(
        source == null ? defaults.source() : source, key == null ? fields.required("title") : key);
  }

  private static MemoryId readId(String id) {
    try {
      return MemoryId.parse(id);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("id", Objects.toString(e.getMessage()));
    }
  }

  private static Memory read(
      Fields fields, MemoryId id, Scope scope, Instant createdAt, String source) {
    long format = fields.number("format", FORMAT);
    if (format > FORMAT) {
      throw fields.wrong(
          "format", format + " is newer than this release reads, which is " + FORMAT);
    }
    Fields content = fields.object("content");
    if (content == null) {
      throw fields.wrong("content", "is missing");
    }
    Map<String, String> unknown = new TreeMap<>();
    try {
      Content held = ContentCodec.read(content);
      MemoryBuilder memory =
          Memory.builder(id, scope, fields.required("title"), held, createdAt)
              .text(fields.text("text"))
              .severity(readSeverity(fields))
              .tags(fields.texts("tags"))
              .occurrences(fields.number("occurrences", 1))
              .pinned(fields.flag("pinned"))
              .version(fields.number("version", 0));
      readTimes(fields, memory, createdAt);
      readLife(fields, memory, source);
      fields.collectUnknown(unknown);
      return memory.unknownFields(unknown).build();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("", Objects.toString(e.getMessage()));
    }
  }

  private static void readLife(Fields fields, MemoryBuilder memory, String source) {
    MemoryType type = fields.choice("type", MemoryType.class);
    if (type != null) {
      memory.type(type);
    }
    MemoryStatus status = fields.choice("status", MemoryStatus.class);
    if (status != null) {
      memory.status(status);
    }
    memory.links(
        fields.objects(
            "links", link -> new Link(link.required("type"), readId(link.required("target")))));
    Fields provenance = fields.object("provenance");
    TrustTier trust = provenance == null ? null : provenance.choice("trust", TrustTier.class);
    memory.provenance(
        new Provenance(
            provenance == null ? source : provenance.text("source", source),
            provenance == null ? null : provenance.text("key"),
            provenance == null ? null : provenance.text("url"),
            trust == null ? TrustTier.OBSERVED : trust));
  }

  private static void readTimes(Fields fields, MemoryBuilder memory, Instant createdAt) {
    Instant updatedAt = fields.time("updatedAt");
    memory.chronology(
        new Chronology(
            createdAt,
            updatedAt == null ? createdAt : updatedAt,
            fields.time("happenedAt"),
            fields.time("lastSeenAt"),
            fields.time("lastVerifiedAt"),
            fields.time("expiresAt")));
  }

  private static @Nullable Severity readSeverity(Fields fields) {
    String word = fields.text("severity");
    return word == null
        ? null
        : Severity.of(word)
            .orElseThrow(
                () ->
                    fields.wrong(
                        "severity",
                        "must be one of SEV1, SEV2, SEV3, critical, warning, info, P1 to P5, high,"
                            + " medium, low, got \""
                            + word
                            + "\""));
  }

  private static Scope readScope(Fields fields, @Nullable Defaults defaults) {
    Fields scope = fields.object("scope");
    if (defaults == null) {
      if (scope == null) {
        throw fields.wrong("scope", "is missing");
      }
      return scopeIn(scope, readTenant(scope));
    }
    if (scope == null) {
      return Scope.of(defaults.tenant());
    }
    Scope read = scopeIn(scope, defaults.tenant());
    try {
      return read.env() == null ? read : read.withEnv(defaults.environments().require(read.env()));
    } catch (InvalidInputException e) {
      throw e.in("scope");
    }
  }

  private static Scope scopeIn(Fields scope, Tenant tenant) {
    scope.text("tenant");
    return new Scope(
        tenant,
        scope.text("cluster"),
        scope.text("namespace"),
        scope.text("service"),
        scope.text("env"),
        scope.text("session"));
  }

  private static Tenant readTenant(Fields scope) {
    try {
      return new Tenant(scope.required("tenant"));
    } catch (IllegalArgumentException e) {
      throw scope.wrong("tenant", Objects.toString(e.getMessage()));
    }
  }
}
