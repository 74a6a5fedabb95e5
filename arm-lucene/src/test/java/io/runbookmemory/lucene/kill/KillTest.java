package io.runbookmemory.lucene.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.lucene.report.Progress;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a writing process, as {@code kill -9} does, and looks at what it leaves. The process runs
 * on the module path, the tests on the class path, so that both are known to work.
 */
@Timeout(180)
class KillTest {

  private static final int ROUNDS = 4;

  @TempDir Path directory;

  @Test
  void aKilledProcessLosesNothingAcknowledgedAndLeavesNoHalfBatch() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Path path = directory.resolve("store");
    long acknowledged = 0;
    for (int round = 0; round < ROUNDS; round++) {
      acknowledged = killAmidWriting(path, acknowledged + 3 + random.nextInt(12), random);
      try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
        acknowledged = assertWhole(store.reader(Tenant.DEFAULT), acknowledged, seed);
      }
    }
  }

  @Test
  void aStoreOfAnotherProcessIsRefusedNamingIt() throws Exception {
    Path path = directory.resolve("store");
    Process victim = start(path);
    try {
      awaitBatches(victim, 1);
      assertThatThrownBy(() -> LuceneMemoryStore.open(path).close())
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining(path + " is open in process " + victim.pid() + ", running since")
          .hasMessageContaining("open it read-only");
    } finally {
      victim.destroyForcibly().waitFor();
    }
    assertThat(path.resolve("arm-holder")).exists();
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      assertThat(store.reader(Tenant.DEFAULT).stats().memories()).isPositive();
      assertThatThrownBy(() -> LuceneMemoryStore.open(path).close())
          .hasMessageContaining("is open in this process already");
    }
  }

  @Test
  void aStoreThatAnotherProcessWritesIsFollowedVerifiedAndBackedUpAndOutlivesIt() throws Exception {
    Path path = directory.resolve("store");
    Process victim = start(path);
    long seen = 0;
    try {
      awaitBatches(victim, 1);
      try (LuceneMemoryStore follower = LuceneMemoryStore.openReadOnly(path)) {
        MemoryReader reader = follower.reader(Tenant.DEFAULT);
        while (seen < 20 * Victim.BATCH) {
          long acknowledged = acknowledged() * Victim.BATCH;
          seen = reader.stats().memories();
          assertThat(seen).isGreaterThanOrEqualTo(acknowledged);
          assertThat(seen % Victim.BATCH).isZero();
        }
        assertThat(LuceneMemoryStore.verify(path, Progress.SILENT).problems()).isEmpty();
        follower.backup(directory.resolve("backup"));
        victim.destroyForcibly().waitFor();
        assertThat(reader.stats().memories()).isGreaterThanOrEqualTo(seen);
      }
    } finally {
      victim.destroyForcibly().waitFor();
    }
    try (LuceneMemoryStore backup = LuceneMemoryStore.open(directory.resolve("backup"))) {
      assertThat(backup.reader(Tenant.DEFAULT).stats().memories()).isGreaterThanOrEqualTo(seen);
    }
  }

  /** Returns how many batches were acknowledged in all. */
  private long killAmidWriting(Path path, long batches, Random random) throws Exception {
    Process victim = start(path);
    try {
      awaitBatches(victim, batches);
      Thread.sleep(random.nextInt(40));
    } finally {
      victim.destroyForcibly().waitFor();
    }
    return acknowledged();
  }

  private void awaitBatches(Process victim, long batches) throws Exception {
    while (acknowledged() < batches) {
      assertThat(victim.isAlive()).as(() -> read("errors")).isTrue();
      Thread.sleep(5);
    }
  }

  /** What the process said last is on file even if it was killed while it said more. */
  private long acknowledged() {
    List<String> lines = read("said").lines().toList();
    return lines.isEmpty() ? 0 : Long.parseLong(lines.getLast()) + 1;
  }

  private String read(String file) {
    try {
      Path path = directory.resolve(file);
      return Files.exists(path) ? Files.readString(path) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns how many batches are there; the last may have lost its acknowledgement. */
  private static long assertWhole(MemoryReader reader, long acknowledged, long seed) {
    long memories = reader.stats().memories();
    assertThat(memories % Victim.BATCH).as("half a batch, seed %s", seed).isZero();
    long batches = memories / Victim.BATCH;
    assertThat(batches).as("batches, seed %s", seed).isIn(acknowledged, acknowledged + 1);
    for (long batch = 0; batch < batches; batch++) {
      assertThat(reader.count(new Filter.HasTag(Victim.tag(batch)))).isEqualTo(Victim.BATCH);
    }
    List<Long> positions = reader.changes(0, 100_000).stream().map(Change::position).toList();
    assertThat(positions).hasSize((int) memories).doesNotHaveDuplicates().isSorted();
    assertThat(reader.stats().passages()).isEqualTo(memories);
    return batches;
  }

  private Process start(Path path) throws IOException {
    List<String> classPath =
        Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
    String modules =
        classPath.stream()
            .filter(entry -> !entry.endsWith("test-classes") && new File(entry).exists())
            .collect(Collectors.joining(File.pathSeparator));
    String tests =
        classPath.stream()
            .filter(entry -> entry.endsWith("test-classes"))
            .findFirst()
            .orElseThrow();
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "--module-path",
            modules,
            "--add-modules",
            "io.runbookmemory.lucene",
            "--enable-native-access=org.apache.lucene.core",
            "-cp",
            tests,
            "io.runbookmemory.lucene.kill.Victim",
            path.toString())
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("said").toFile()))
        .redirectError(ProcessBuilder.Redirect.appendTo(directory.resolve("errors").toFile()))
        .start();
  }
}
