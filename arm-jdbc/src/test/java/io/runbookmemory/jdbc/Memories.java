package io.runbookmemory.jdbc;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import java.time.Instant;
import java.util.List;

/** Memories for tests. */
final class Memories {

  static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");
  static final EmbeddingSpace SPACE = new EmbeddingSpace("test", 3, "1");

  private Memories() {}

  static MemoryId id(int number) {
    return MemoryId.named("test", Integer.toString(number));
  }

  static StoredMemory note(Tenant tenant, int number, String text) {
    Note content = new Note(text);
    return StoredMemory.lexical(
        Memory.builder(id(number), Scope.of(tenant), "Note " + number, content, NOW).build());
  }

  static StoredMemory pointing(int number, float... vector) {
    Memory memory = note(Tenant.DEFAULT, number, "words").memory();
    return new StoredMemory(memory, List.of(new Passage(null, Embedding.of(vector))), SPACE);
  }
}
