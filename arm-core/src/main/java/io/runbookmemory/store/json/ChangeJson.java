package io.runbookmemory.store.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.memory.json.UsageJson;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.text.TextRange;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a change, format 1 of {@code docs/formats/export-jsonl.md}: the state of one memory
 * with its vectors and its usage, or a tombstone. Reading back what was written gives an equal
 * change. Thread-safe.
 */
public final class ChangeJson {

  /** The newest format that is read, and the one that is written. */
  public static final int FORMAT = 1;

  private static final ObjectMapper MAPPER = new JsonMapper();

  private ChangeJson() {}

  /**
   * Returns a change as one line of JSON.
   *
   * @param change any change
   * @return a JSON object without line breaks
   */
  public static String write(Change change) {
    ObjectNode node = MAPPER.createObjectNode().put("format", FORMAT);
    node.put("position", change.position());
    switch (change) {
      case Change.Deleted deleted ->
          node.put("change", "deleted")
              .put("id", deleted.id().toString())
              .put("version", deleted.version())
              .put("at", deleted.at().toString());
      case Change.Upserted upserted -> {
        node.put("change", "upserted");
        node.set("memory", parse(MemoryJson.write(upserted.stored().memory())));
        node.set("usage", parse(UsageJson.write(upserted.usage())));
        writeVectors(node, upserted.stored());
      }
    }
    return node.toString();
  }

  private static void writeVectors(ObjectNode node, StoredMemory stored) {
    EmbeddingSpace space = stored.space();
    if (space == null) {
      return;
    }
    node.putObject("space")
        .put("modelId", space.modelId())
        .put("dimension", space.dimension())
        .put("checksum", space.checksum());
    ArrayNode passages = node.putArray("passages");
    for (Passage passage : stored.passages()) {
      ObjectNode item = passages.addObject();
      if (passage.range() != null) {
        item.put("start", passage.range().start()).put("end", passage.range().end());
      }
      float[] vector = passage.embedding().toArray();
      ByteBuffer bytes =
          ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(vector);
      item.put("vector", Base64.getEncoder().encodeToString(bytes.array()));
    }
  }

  /**
   * Returns the change that a line of JSON stands for.
   *
   * @param json what {@link #write} wrote, in this release or another
   * @return an equal change
   * @throws InvalidInputException if a rule is broken, naming the field
   */
  public static Change read(String json) {
    JsonNode node = parse(json);
    if (!node.isObject()) {
      throw new InvalidInputException("", "must be a JSON object");
    }
    if (node.path("format").asInt(FORMAT) > FORMAT) {
      throw new InvalidInputException(
          "format", node.get("format") + " is newer than this release reads, which is " + FORMAT);
    }
    String change = required(node, "change").asText();
    try {
      return switch (change) {
        case "upserted" -> readUpserted(node);
        case "deleted" ->
            new Change.Deleted(
                node.path("position").asLong(),
                MemoryId.parse(required(node, "id").asText()),
                required(node, "version").asLong(),
                Instant.parse(required(node, "at").asText()));
        default ->
            throw new InvalidInputException(
                "change", "must be one of upserted, deleted, got \"" + change + "\"");
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new InvalidInputException("", Objects.toString(e.getMessage()));
    }
  }

  private static Change readUpserted(JsonNode node) {
    Memory memory = MemoryJson.read(required(node, "memory").toString());
    EmbeddingSpace space = null;
    List<Passage> passages = new ArrayList<>();
    JsonNode stamp = node.get("space");
    if (stamp != null) {
      space =
          new EmbeddingSpace(
              required(stamp, "modelId").asText(),
              required(stamp, "dimension").asInt(),
              required(stamp, "checksum").asText());
      for (JsonNode passage : node.path("passages")) {
        passages.add(new Passage(readRange(passage), readVector(passage)));
      }
    }
    return new Change.Upserted(
        node.path("position").asLong(),
        new StoredMemory(memory, passages, space),
        UsageJson.read(node.path("usage").isObject() ? node.get("usage").toString() : "{}"));
  }

  private static @Nullable TextRange readRange(JsonNode passage) {
    return passage.has("start")
        ? new TextRange(passage.get("start").asInt(), required(passage, "end").asInt())
        : null;
  }

  private static Embedding readVector(JsonNode passage) {
    byte[] bytes = Base64.getDecoder().decode(required(passage, "vector").asText());
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    return Embedding.of(vector);
  }

  private static JsonNode required(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      throw new InvalidInputException(name, "is missing");
    }
    return value;
  }

  private static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException("", "is not JSON: " + e.getOriginalMessage());
    }
  }
}
