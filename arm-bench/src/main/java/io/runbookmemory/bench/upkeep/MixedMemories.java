package io.runbookmemory.bench.upkeep;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Baseline;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Deployment;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.content.Interaction;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The memory of a team over two years, always the same: of ten memories four are incidents, half of
 * them with a known end, two deployments, one a runbook, a note, a baseline and a turn of a chat;
 * fifty services, every seventh memory used.
 */
public final class MixedMemories {

  /** When it is looked at. */
  public static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");

  private static final EmbeddingSpace SPACE = new EmbeddingSpace("random", 384, "one");
  private static final int BATCH = 1000;
  private static final int USED_EACH = 7;
  private static final int SERVICES = 50;
  private static final int ALERTS = 40;
  private static final int DAYS = 730;
  private static final int WORDS = 60;

  private final Random random = new Random(1);
  private final boolean vectors;

  /** Says whether each has a random vector, which takes most of the time to write. */
  public MixedMemories(boolean vectors) {
    this.vectors = vectors;
  }

  /** Writes so many memories with their usage, which takes a commit for a thousand. */
  public void write(MemoryWriter writer, int count) {
    for (int done = 0; done < count; done += BATCH) {
      List<Change> batch = new ArrayList<>();
      for (int number = done; number < Math.min(done + BATCH, count); number++) {
        batch.add(new Change.Upserted(0, stored(number), usage(number)));
      }
      long taken = writer.apply(batch);
      System.err.println("wrote " + (done + taken) + " of " + count);
    }
  }

  private StoredMemory stored(int number) {
    Memory memory = memory(number);
    return vectors
        ? new StoredMemory(memory, List.of(new Passage(null, vector())), SPACE)
        : StoredMemory.lexical(memory);
  }

  private Usage usage(int number) {
    Instant helped = NOW.minus(Duration.ofDays(random.nextInt(DAYS)));
    return number % USED_EACH == 0
        ? Usage.NONE.plus(UsageDelta.outcome(number % (2 * USED_EACH) == 0, helped))
        : Usage.NONE;
  }

  private Memory memory(int number) {
    String service = "service-" + random.nextInt(SERVICES);
    Scope scope = Scope.of(Tenant.DEFAULT).withService(service).withEnv("prod");
    Instant at = NOW.minus(Duration.ofMinutes(random.nextInt(DAYS * 24 * 60)));
    return Memory.builder(
            MemoryId.named("mixed", Integer.toString(number)),
            scope,
            words(6),
            content(number % 10),
            at)
        .version(1)
        .happenedAt(at)
        .build();
  }

  private Content content(int part) {
    return switch (part) {
      case 0, 1 ->
          Incident.builder(words(WORDS))
              .alertName("Alert" + random.nextInt(ALERTS))
              .resolution(words(10))
              .build();
      case 2, 3 ->
          Incident.builder(words(WORDS)).alertName("Alert" + random.nextInt(ALERTS)).build();
      case 4, 5 -> new Deployment("v" + random.nextInt(100), List.of(words(8)), "low", List.of());
      case 6 -> Runbook.builder(words(3 * WORDS)).owners(List.of("team-" + part)).build();
      case 7 -> new Baseline(words(2), Map.of("median", random.nextDouble(), "mad", 0.1));
      case 8 -> new Interaction("user", words(20));
      default -> new Note(words(WORDS));
    };
  }

  private String words(int count) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < count; i++) {
      words.append(i == 0 ? "" : " ").append("word").append(random.nextInt(5000));
    }
    return words.toString();
  }

  private Embedding vector() {
    float[] vector = new float[SPACE.dimension()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return Embedding.of(vector);
  }
}
