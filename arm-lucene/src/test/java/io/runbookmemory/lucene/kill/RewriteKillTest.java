package io.runbookmemory.lucene.kill;

import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.lucene.report.Progress;
import io.runbookmemory.lucene.report.RewriteReport;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import io.runbookmemory.testkit.SampleMemories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that rewrites a store, as {@code kill -9} does, and goes on. */
@Timeout(180)
class RewriteKillTest {

  private static final int MEMORIES = 900;

  /** So many a process embeds that is to be killed amid the work: two of them leave some over. */
  private static final int AMID = 384;

  @TempDir Path directory;
  private final EmbeddingModel old = new FakeEmbeddingModel(16);
  private Path path = Path.of("");

  @BeforeEach
  void aStore() {
    path = directory.resolve("store");
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      List<StoredMemory> memories = new ArrayList<>();
      for (int i = 0; i < MEMORIES; i++) {
        Memory memory = SampleMemories.note(id(i), "Note " + i, "disk " + i).build();
        memories.add(SampleMemories.embedded(memory, old));
      }
      store.writer(Tenant.DEFAULT).upsert(memories);
      store.writer(Tenant.DEFAULT).delete(List.of(id(3)), NOW);
    }
  }

  @Test
  void amidTheWorkTheStoreIsAsItWasAndTheNextRunGoesOn() throws Exception {
    Random random = new Random();
    for (int round = 1; round <= 2; round++) {
      killOnce(1, random.nextInt(200), AMID);
      assertThat(path.resolve("arm-rewrite")).isDirectory();
      try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
        assertThat(store.space()).contains(old.space());
        assertHolds(store.reader(Tenant.DEFAULT), round - 1);
        store.writer(Tenant.DEFAULT).adjust(id(1), UsageDelta.reinforced(1, NOW));
      }
    }
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      MemoryReader reader = store.reader(Tenant.DEFAULT);
      List<String> feed = feed(reader);
      RewriteReport report =
          store.reembed(Rewriter.MODEL.space(), Rewriter::embed, Progress.SILENT);

      assertThat(report.resumed()).isTrue();
      assertThat(report.embedded()).isLessThan(MEMORIES - 128);
      assertThat(store.space()).contains(Rewriter.MODEL.space());
      assertThat(feed(reader)).isEqualTo(feed);
      assertHolds(reader, 2);
    }
    assertThat(path.resolve("arm-rewrite")).doesNotExist();
  }

  @RepeatedTest(3)
  void amidTheSwitchTheStoreIsTheOldOrTheNewOne() throws Exception {
    killOnce(MEMORIES, new Random().nextInt(40), MEMORIES);
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      EmbeddingSpace space = store.space().orElseThrow();
      assertThat(space).isIn(old.space(), Rewriter.MODEL.space());
      if (space.equals(Rewriter.MODEL.space())) {
        assertThat(path.resolve("arm-rewrite")).doesNotExist();
      }
      assertHolds(store.reader(Tenant.DEFAULT), 0);
      store.reembed(Rewriter.MODEL.space(), Rewriter::embed, Progress.SILENT);
      assertHolds(store.reader(Tenant.DEFAULT), 0);
    }
  }

  private void assertHolds(MemoryReader reader, long reinforcements) {
    assertThat(reader.stats().memories()).isEqualTo(MEMORIES - 1);
    assertThat(reader.stats().passages()).isEqualTo(MEMORIES - 1);
    assertThat(reader.stats().tombstones()).isEqualTo(1);
    Usage counted = new Usage(0, reinforcements, 0, 0, reinforcements == 0 ? null : NOW, Map.of());
    assertThat(reader.usage(List.of(id(1)))).containsEntry(id(1), counted);
  }

  private static List<String> feed(MemoryReader reader) {
    return reader.changes(0, 10_000).stream()
        .map((Change change) -> change.position() + " " + change.id())
        .toList();
  }

  /**
   * Kills a process some milliseconds after it has copied so many, of which it embeds at most some.
   */
  private void killOnce(long copied, int millis, int most) throws Exception {
    Path said = directory.resolve("said");
    Files.deleteIfExists(said);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Rewriter.class.getName(),
                path.toString(),
                Integer.toString(most))
            .redirectOutput(said.toFile())
            .redirectError(directory.resolve("errors").toFile())
            .start();
    try {
      while (process.isAlive() && copied(said) < Math.min(copied, total(said))) {
        Thread.sleep(2);
      }
      Thread.sleep(millis);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(copied(said)).as(Files.readString(directory.resolve("errors"))).isPositive();
  }

  private static long copied(Path said) throws IOException {
    return number(said, 0, 0);
  }

  private static long total(Path said) throws IOException {
    return number(said, 1, Long.MAX_VALUE);
  }

  /** Returns a number of the last whole line. */
  private static long number(Path said, int index, long none) throws IOException {
    String all = Files.readString(said);
    List<String> lines = all.substring(0, all.lastIndexOf('\n') + 1).lines().toList();
    return lines.isEmpty() ? none : Long.parseLong(lines.getLast().split(" ", -1)[index]);
  }
}
