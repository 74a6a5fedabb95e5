package io.runbookmemory.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.testkit.SampleMemories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowingTest {

  @TempDir Path path;

  private static void write(LuceneMemoryStore store, long from, long to) {
    store
        .writer(Tenant.DEFAULT)
        .upsert(LongStream.range(from, to).mapToObj(Samples::pointing).toList());
  }

  private Set<String> names() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  void everyAcknowledgedWriteIsSeenByTheNextRead() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path);
        LuceneMemoryStore one = LuceneMemoryStore.openReadOnly(path);
        LuceneMemoryStore two = LuceneMemoryStore.openReadOnly(path)) {
      MemoryReader follower = one.reader(Tenant.DEFAULT);
      assertThat(one.space()).isEmpty();
      for (int round = 0; round < 60; round++) {
        write(store, 5L * round, 5L * round + 5);
        assertThat(follower.stats().memories()).isEqualTo(5L * round + 5);
        assertThat(follower.get(SampleMemories.id(5L * round))).isPresent();
      }
      assertThat(two.reader(Tenant.DEFAULT).changes(0, 1000)).hasSize(300);
      assertThat(one.space()).contains(Samples.SPACE);
    }
  }

  @Test
  void aFollowerReadsOnWhileTheWriterMergesAndDeletesFiles() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path);
        LuceneMemoryStore follower = LuceneMemoryStore.openReadOnly(path)) {
      CompletableFuture<Long> reading =
          CompletableFuture.supplyAsync(
              () -> {
                MemoryReader reader = follower.reader(Tenant.DEFAULT);
                long last = 0;
                while (!done.get()) {
                  int seen = reader.changes(0, 100_000).size();
                  assertThat((long) seen).isGreaterThanOrEqualTo(last);
                  last = seen;
                }
                return last;
              });
      for (int round = 0; round < 150; round++) {
        write(store, 3L * round, 3L * round + 3);
      }
      done.set(true);
      assertThat(reading.get()).isPositive();
    }
  }

  @Test
  void aFollowerTakesNoLockWritesNoFileAndOutlivesTheWriter() throws IOException {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      write(store, 0, 10);
    }
    Files.delete(path.resolve("write.lock"));
    Set<String> before = names();
    try (LuceneMemoryStore follower = LuceneMemoryStore.openReadOnly(path)) {
      assertThat(follower.reader(Tenant.DEFAULT).stats().memories()).isEqualTo(10);
      assertThat(names()).isEqualTo(before);
      try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
        write(store, 10, 20);
      }
      assertThat(follower.reader(Tenant.DEFAULT).stats().memories()).isEqualTo(20);
    }
  }

  @Test
  void anInterruptedReaderGetsItsAnswer() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path);
        LuceneMemoryStore follower = LuceneMemoryStore.openReadOnly(path)) {
      for (int round = 0; round < 10; round++) {
        write(store, 3L * round, 3L * round + 3);
        Thread.currentThread().interrupt();
        assertThat(follower.reader(Tenant.DEFAULT).stats().memories()).isEqualTo(3L * round + 3);
        assertThat(Thread.interrupted()).isTrue();
      }
    }
  }

  @Test
  void aFollowerDoesNotWrite() {
    LuceneMemoryStore.open(path).close();
    LuceneMemoryStore follower = LuceneMemoryStore.openReadOnly(path);
    assertThatThrownBy(() -> follower.writer(Tenant.DEFAULT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(path + " was opened to be read only");
    MemoryReader reader = follower.reader(Tenant.DEFAULT);
    follower.close();
    follower.close();
    assertThatThrownBy(reader::stats).hasMessage("the store is closed");
  }

  @Test
  void whereThereIsNoStoreYetThereIsNothingToFollow() throws IOException {
    for (Path none : List.of(path, path.resolve("none"))) {
      assertThatThrownBy(() -> LuceneMemoryStore.openReadOnly(none).close())
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("there is no store at " + none);
    }
    Path file = Files.writeString(path.resolve("file"), "words");
    assertThatThrownBy(() -> LuceneMemoryStore.openReadOnly(file).close())
        .hasMessage("a store needs a directory, got the file " + file);
    assertThat(path.resolve("none")).doesNotExist();
  }
}
