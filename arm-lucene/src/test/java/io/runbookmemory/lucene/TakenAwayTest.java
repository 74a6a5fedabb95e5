package io.runbookmemory.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken away under an open store is told as what it is, not as damage. */
class TakenAwayTest {

  @TempDir Path temp;
  private Path path;

  @BeforeEach
  void placeStore() {
    path = temp.resolve("store");
  }

  private static void write(LuceneMemoryStore store, long number) {
    store.writer(Tenant.DEFAULT).upsert(List.of(Samples.pointing(number)));
  }

  private static long count(LuceneMemoryStore store) {
    return store.reader(Tenant.DEFAULT).stats().memories();
  }

  private void empty() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aDeletedLockIsToldOfAndNothingAcknowledgedIsLost() throws IOException {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      write(store, 1);
      Files.delete(path.resolve("write.lock"));
      assertThatThrownBy(() -> write(store, 2))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContainingAll(
              "write.lock in " + path, "was deleted", "close the store", "open it again")
          .hasMessageNotContaining("damaged");
      assertThat(count(store)).isEqualTo(1);
    }
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      write(store, 3);
      assertThat(count(store)).isEqualTo(2);
    }
  }

  @Test
  void aLockThatWasReplacedIsToldOfToo() throws IOException {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      write(store, 1);
      Files.delete(path.resolve("write.lock"));
      Files.createFile(path.resolve("write.lock"));
      assertThatThrownBy(() -> write(store, 2))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContainingAll("write.lock in " + path, "deleted or replaced");
    }
  }

  @Test
  void aDirectoryThatWasRemovedIsToldOfAndNotMadeAnew() throws IOException {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path);
        LuceneMemoryStore follower = LuceneMemoryStore.openReadOnly(path)) {
      write(store, 1);
      empty();
      Files.delete(path);
      for (int attempt = 0; attempt < 3; attempt++) {
        assertThatThrownBy(() -> write(store, 2))
            .isInstanceOf(UnavailableException.class)
            .hasMessageContainingAll(path.toString(), "was removed", "open it again");
        assertThat(path).doesNotExist();
      }
      assertThat(count(store)).isEqualTo(1);
      assertThatThrownBy(() -> count(follower))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("was removed");
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void aDirectoryThatWasEmptiedGetsNoOtherStoreInItsPlace() throws IOException {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      write(store, 1);
      empty();
      for (int attempt = 0; attempt < 3; attempt++) {
        assertThatThrownBy(() -> write(store, 2)).isInstanceOf(UnavailableException.class);
      }
    }
    assertThat(path).isDirectoryNotContaining("glob:**segments*");
  }
}
