package io.runbookmemory.bench.kill;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What one writer of one round does, step after step, always the same: a batch of new memories, a
 * count on a memory that all writers share, a rewrite of the batch's first memory, a deletion of
 * its second, and over again. So what must be there follows from the number of steps.
 *
 * @param round which start of the process
 * @param writer which of its threads
 */
record Load(int round, int writer) {

  static final int BATCH = 10;

  /** The memory that everybody counts on. */
  static final MemoryId SHARED = MemoryId.named("kill", "shared");

  private static final EmbeddingSpace SPACE = new EmbeddingSpace("random", 384, "one");

  /** The steps of one turn. */
  enum Step {
    BATCH,
    COUNT,
    REWRITE,
    DELETE;

    static Step of(int number) {
      return values()[number % values().length];
    }
  }

  /** Carries a step out, and returns once it is acknowledged. */
  void carryOut(int number, MemoryWriter writer) {
    int turn = number / Step.values().length;
    boolean done =
        switch (Step.of(number)) {
          case BATCH -> writer.upsert(batch(turn)) instanceof UpsertResult.Applied;
          case COUNT -> writer.adjust(SHARED, UsageDelta.recalled());
          case REWRITE -> writer.upsert(List.of(rewritten(turn))) instanceof UpsertResult.Applied;
          case DELETE -> writer.delete(List.of(id(turn, 1)), Instant.EPOCH) == 1;
        };
    if (!done) {
      throw new IllegalStateException(this + " found another store at step " + number);
    }
  }

  private List<StoredMemory> batch(int turn) {
    List<StoredMemory> batch = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      batch.add(memory(id(turn, i), "as it came"));
    }
    return batch;
  }

  private StoredMemory rewritten(int turn) {
    return memory(id(turn, 0), "rewritten").withVersion(1);
  }

  MemoryId id(int turn, int number) {
    return MemoryId.named("kill", round + "/" + writer + "/" + turn + "/" + number);
  }

  List<MemoryId> ids(int turn) {
    List<MemoryId> ids = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      ids.add(id(turn, i));
    }
    return ids;
  }

  /** Returns a memory with a random vector, the same for the same id and words. */
  static StoredMemory memory(MemoryId id, String words) {
    Random random = new Random(id.hashCode() ^ words.hashCode());
    float[] vector = new float[SPACE.dimension()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    Memory memory =
        Memory.builder(id, Scope.of(Tenant.DEFAULT), "Memory", new Note(words), Instant.EPOCH)
            .build();
    return new StoredMemory(memory, List.of(new Passage(null, Embedding.of(vector))), SPACE);
  }
}
