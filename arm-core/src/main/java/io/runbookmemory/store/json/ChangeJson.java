package io.runbookmemory.store.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.memory.json.UsageJson;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.text.TextRange;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  private ChangeJson() {}

  /**
   * Returns a change as one line of JSON.
   *
   * @param change any change
   * @return a JSON object without line breaks
   */
  public static String write(Change change) {
    ObjectNode node = ChangeFields.object().put("format", FORMAT);
    node.put("position", change.position());
    switch (change) {
      case Change.Deleted deleted ->
          node.put("change", "deleted")
              .put("id", deleted.id().toString())
              .put("version", deleted.version())
              .put("at", deleted.at().toString());
      case Change.Upserted upserted -> {
        node.put("change", "upserted");
        node.set("memory", ChangeFields.parse(MemoryJson.write(upserted.stored().memory())));
        node.set("usage", ChangeFields.parse(UsageJson.write(upserted.usage())));
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
    return read(ChangeFields.of(json));
  }

  static Change read(ChangeFields fields) {
    fields.requireFormat(FORMAT);
    String change = fields.text("change");
    return switch (change) {
      case "upserted" -> readUpserted(fields);
      case "deleted" ->
          new Change.Deleted(
              fields.number("position", 1),
              fields.parsed("id", MemoryId::parse),
              fields.number("version", 1),
              fields.time("at"));
      default ->
          throw fields.wrong("change", "must be one of upserted, deleted, got \"" + change + "\"");
    };
  }

  private static Change readUpserted(ChangeFields fields) {
    long position = fields.number("position", 1);
    Memory memory = fields.embedded("memory", MemoryJson::read);
    Usage usage = fields.has("usage") ? fields.embedded("usage", UsageJson::read) : Usage.NONE;
    if (!fields.has("space") && !fields.has("passages")) {
      return new Change.Upserted(position, StoredMemory.lexical(memory), usage);
    }
    EmbeddingSpace space = readSpace(fields.object("space"));
    List<Passage> passages = new ArrayList<>();
    for (ChangeFields passage : fields.objects("passages")) {
      passages.add(new Passage(readRange(passage), readVector(passage, space.dimension())));
    }
    if (passages.isEmpty()) {
      throw fields.wrong("passages", "must hold at least 1 where there is a space, got none");
    }
    return new Change.Upserted(position, new StoredMemory(memory, passages, space), usage);
  }

  private static EmbeddingSpace readSpace(ChangeFields space) {
    String modelId = space.text("modelId");
    if (modelId.isBlank()) {
      throw space.wrong("modelId", "must not be blank");
    }
    return new EmbeddingSpace(modelId, space.count("dimension", 1), space.text("checksum"));
  }

  private static @Nullable TextRange readRange(ChangeFields passage) {
    if (!passage.has("start") && !passage.has("end")) {
      return null;
    }
    int start = passage.count("start", 0);
    return new TextRange(start, passage.count("end", start + 1));
  }

  private static Embedding readVector(ChangeFields passage, int dimension) {
    byte[] bytes = passage.parsed("vector", Base64.getDecoder()::decode);
    if (bytes.length != (long) dimension * Float.BYTES) {
      throw passage.wrong(
          "vector",
          "must have the "
              + (long) dimension * Float.BYTES
              + " bytes of "
              + dimension
              + " dimensions, got "
              + bytes.length);
    }
    float[] vector = new float[dimension];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    try {
      return Embedding.of(vector);
    } catch (IllegalArgumentException e) {
      throw passage.wrong("vector", Objects.toString(e.getMessage()));
    }
  }
}
