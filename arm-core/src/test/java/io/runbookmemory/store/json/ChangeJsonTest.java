package io.runbookmemory.store.json;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.fixture.TestMemories;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.content.Other;
import io.runbookmemory.memory.json.RandomContents;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.text.TextRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeJsonTest {

  private static Change.Upserted upserted(Random random, Memory memory, long position) {
    int dimension = 1 + random.nextInt(40);
    List<Passage> passages = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      float[] vector = new float[dimension];
      for (int j = 0; j < dimension; j++) {
        vector[j] = (float) random.nextGaussian();
      }
      int start = random.nextInt(1_000_000);
      TextRange range =
          random.nextBoolean() ? null : new TextRange(start, start + 1 + random.nextInt(999));
      passages.add(new Passage(range, Embedding.of(vector)));
    }
    EmbeddingSpace space =
        passages.isEmpty() ? null : new EmbeddingSpace("m \"é\"", dimension, "6f1a\n");
    Usage usage =
        new Usage(
            random.nextInt(9),
            random.nextLong() >>> 1,
            0,
            3,
            random.nextBoolean() ? null : NOW,
            Map.of("drain \"the\" node", new StepUsage(3, 1, 2, random.nextInt(9))));
    return new Change.Upserted(position, new StoredMemory(memory, passages, space), usage);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatIsWrittenIsReadBackEqualToTheLastBit(long seed) {
    Random random = new Random(seed);
    RandomContents contents = new RandomContents(seed);
    for (int i = 0; i < 200; i++) {
      long position = 1 + (random.nextLong() >>> 2);
      Change.Upserted change = upserted(random, contents.memory(), position);

      String line = ChangeJson.write(change);

      assertThat(line).as("seed %d, change %d", seed, i).doesNotContain("\n").doesNotContain("\r");
      assertThat(ChangeJson.read(line))
          .as("seed %d, change %d: %s", seed, i, line)
          .isEqualTo(change);
    }
  }

  @Test
  void aTombstoneIsReadBackEqual() {
    Change deleted =
        new Change.Deleted(
            7, TestMemories.id("x"), 3, Instant.parse("2026-05-12T02:41:00.123456Z"));

    assertThat(ChangeJson.read(ChangeJson.write(deleted))).isEqualTo(deleted);
    assertThat(ChangeJson.write(deleted))
        .isEqualTo(
            "{\"format\":1,\"position\":7,\"change\":\"deleted\",\"id\":\""
                + TestMemories.id("x")
                + "\",\"version\":3,\"at\":\"2026-05-12T02:41:00.123456Z\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.50",
        "0.12345678901234567890123",
        "12345678901234567890123",
        "1E+400",
        "{\"a\":[0.10,null,\"\\u0001\"]}"
      })
  void whatANewerReleaseWroteKeepsEveryDigit(String value) {
    Memory memory =
        TestMemories.of("Drill", new Other("drill", "{\"kind\":\"drill\",\"v\":" + value + "}"))
            .unknownFields(Map.of("/mood", value))
            .build();
    Change change = new Change.Upserted(1, StoredMemory.lexical(memory), Usage.NONE);

    assertThat(ChangeJson.read(ChangeJson.write(change))).isEqualTo(change);
  }

  @Test
  void aTextOfThirtyMegabytesIsReadBack() {
    Memory memory = TestMemories.note("Log", "é0123456789".repeat(3_000_000)).build();
    Change change = new Change.Upserted(1, StoredMemory.lexical(memory), Usage.NONE);

    assertThat(ChangeJson.read(ChangeJson.write(change)).equals(change)).isTrue();
  }

  @Test
  void unknownFieldsOfALineAreNoHindrance() {
    Change deleted = new Change.Deleted(7, TestMemories.id("x"), 3, NOW);
    String newer = ChangeJson.write(deleted).replace("{\"format\"", "{\"by\":{\"x\":1},\"format\"");

    assertThat(ChangeJson.read(newer)).isEqualTo(deleted);
  }
}
