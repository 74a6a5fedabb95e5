package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.StoredMemory;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDurabilityTest {

  private static final int BATCH = 7;

  @TempDir Path directory;

  /** Writes batch after batch, from a number on, and tells of each when it is written. */
  static final class EndlessWriter {
    private EndlessWriter() {}

    public static void main(String[] arguments) {
      PrintStream out = System.out;
      try (SqliteMemoryStore store = SqliteMemoryStore.open(Path.of(arguments[0]))) {
        MemoryWriter writer = store.writer(Tenant.DEFAULT);
        for (int batch = Integer.parseInt(arguments[1]); ; batch++) {
          writer.upsert(batch(batch));
          out.println(batch);
          out.flush();
        }
      }
    }
  }

  /** Counts a memory up 200 times. */
  static final class Counter {
    private Counter() {}

    public static void main(String[] arguments) {
      try (SqliteMemoryStore store = SqliteMemoryStore.open(Path.of(arguments[0]))) {
        for (int i = 0; i < 200; i++) {
          store.writer(Tenant.DEFAULT).adjust(Memories.id(1), UsageDelta.recalled());
        }
      }
    }
  }

  private static List<StoredMemory> batch(int batch) {
    return IntStream.range(batch * BATCH, (batch + 1) * BATCH)
        .mapToObj(number -> Memories.pointing(number, 1, number, 2))
        .toList();
  }

  private static List<MemoryId> ids(int batch) {
    return batch(batch).stream().map(StoredMemory::id).toList();
  }

  @Test
  void whatWasAcknowledgedSurvivesKillNineAndNoBatchIsHalf() throws Exception {
    Path file = directory.resolve("memories.db");
    int next = 0;
    for (int round = 0; round < 3; round++) {
      int acknowledged = next - 1;
      try (ForkedJvm writer =
          ForkedJvm.start(EndlessWriter.class, file.toString(), Integer.toString(next))) {
        for (int line = 0; line < 15 + 10 * round; line++) {
          acknowledged = Integer.parseInt(String.valueOf(writer.line()));
        }
        writer.kill();
        List<String> rest = writer.lines();
        acknowledged = rest.isEmpty() ? acknowledged : Integer.parseInt(rest.getLast());
      }
      try (SqliteMemoryStore store = SqliteMemoryStore.open(file)) {
        MemoryReader reader = store.reader(Tenant.DEFAULT);
        for (int batch = 0; batch <= acknowledged; batch++) {
          assertThat(reader.getAll(ids(batch))).as("batch %s", batch).hasSize(BATCH);
        }
        assertThat(reader.getAll(ids(acknowledged + 1)).size()).isIn(0, BATCH);
        assertThat(reader.stats().memories() % BATCH).isZero();
      }
      next = acknowledged + 1;
    }
  }

  @Test
  void twoProcessesThatCountTogetherLoseNothing() throws Exception {
    Path file = directory.resolve("memories.db");
    try (SqliteMemoryStore store = SqliteMemoryStore.open(file)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
      try (ForkedJvm one = ForkedJvm.start(Counter.class, file.toString());
          ForkedJvm other = ForkedJvm.start(Counter.class, file.toString())) {
        assertThat(List.of(one.exitCode(), other.exitCode())).containsOnly(0);
      }
      MemoryId id = Memories.id(1);
      assertThat(store.reader(Tenant.DEFAULT).usage(List.of(id)))
          .isEqualTo(Map.of(id, new Usage(400, 0, 0, 0, null, Map.of())));
      assertThat(store.reader(Tenant.DEFAULT).stats().position()).isEqualTo(401);
    }
  }

  @Test
  void aFileCanBeMadeByManyAtOnce() throws Exception {
    Path file = directory.resolve("memories.db");
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(
                number ->
                    Thread.ofPlatform()
                        .unstarted(
                            () -> {
                              try (SqliteMemoryStore store = SqliteMemoryStore.open(file)) {
                                store
                                    .writer(Tenant.DEFAULT)
                                    .upsert(List.of(Memories.pointing(number, 1, 2, 3)));
                              }
                            }))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    try (SqliteMemoryStore store = SqliteMemoryStore.open(file)) {
      assertThat(store.reader(Tenant.DEFAULT).stats().memories()).isEqualTo(8);
    }
  }
}
