package io.runbookmemory.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.lucene.report.BackupReport;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Change;
import io.runbookmemory.testkit.SampleMemories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

  @TempDir Path temp;
  private Path path;
  private Path backup;

  @BeforeEach
  void placeStoreAndBackup() {
    path = temp.resolve("store");
    backup = temp.resolve("backup");
  }

  private static void write(LuceneMemoryStore store, long from, long to) {
    store
        .writer(Tenant.DEFAULT)
        .upsert(LongStream.range(from, to).mapToObj(Samples::pointing).toList());
  }

  private static List<Change> changes(Path store) {
    try (LuceneMemoryStore opened = LuceneMemoryStore.openReadOnly(store)) {
      return opened.reader(Tenant.DEFAULT).changes(0, 100_000);
    }
  }

  @Test
  void aBackupOfAStoreThatIsWrittenIsAStore() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      write(store, 0, 10);
      BackupReport report = store.backup(backup);
      assertThat(report.position()).isEqualTo(10);
      assertThat(report.copiedFiles()).isEqualTo(report.files()).isPositive();
      assertThat(report.copiedBytes()).isEqualTo(report.bytes()).isPositive();
      assertThat(changes(backup)).isEqualTo(changes(path)).hasSize(10);
      write(store, 10, 20);
      assertThat(changes(backup)).hasSize(10);
    }
  }

  @Test
  void asecondBackupCopiesWhatIsNewAndDropsWhatIsOld() throws IOException {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      for (int round = 0; round < 30; round++) {
        write(store, 5L * round, 5L * round + 7);
        store.writer(Tenant.DEFAULT).delete(List.of(SampleMemories.id(round)), SampleMemories.NOW);
        BackupReport report = store.backup(backup);
        assertThat(changes(backup)).isEqualTo(changes(path));
        assertThat(files(backup).stream().filter(file -> !file.endsWith("write.lock")))
            .hasSize(report.files());
      }
      BackupReport again = store.backup(backup);
      assertThat(again.copiedFiles()).isZero();
    }
  }

  @Test
  void aReadOnlyStoreIsBackedUpBesideItsWriter() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path);
        LuceneMemoryStore follower = LuceneMemoryStore.openReadOnly(path)) {
      write(store, 0, 10);
      follower.backup(backup);
      assertThat(changes(backup)).hasSize(10);
    }
  }

  @Test
  void aRestoredStoreGoesOnWhereItWas() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      write(store, 0, 10);
      store.backup(backup);
    }
    Path restored = temp.resolve("restored");
    BackupReport report = LuceneMemoryStore.restore(backup, restored);
    assertThat(report.position()).isEqualTo(10);
    try (LuceneMemoryStore store = LuceneMemoryStore.open(restored)) {
      write(store, 10, 12);
      assertThat(store.reader(Tenant.DEFAULT).stats().position()).isEqualTo(12);
    }
    assertThat(changes(backup)).hasSize(10);
    assertThatThrownBy(() -> LuceneMemoryStore.restore(backup, restored))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("empty directory");
  }

  @Test
  void aBackupThatWasCutOffAnywhereIsMadeAgain() throws IOException {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      write(store, 0, 10);
      write(store, 10, 20);
      store.backup(backup);
    }
    for (Path file : files(backup)) {
      if (file.toString().contains("segments_")) {
        Files.move(file, file.resolveSibling("pending_" + file.getFileName()));
      } else if (Files.size(file) > 1000) {
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 1000));
      }
    }
    Files.createFile(backup.resolve("arm-unfinished"));
    assertThatThrownBy(() -> LuceneMemoryStore.openReadOnly(backup).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("was cut off");
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      store.backup(backup);
    }
    assertThat(changes(backup)).isEqualTo(changes(path)).hasSize(20);
  }

  @Test
  void aDamagedFileIsNotBackedUp() throws IOException {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      write(store, 0, 10);
      Path file =
          files(path).stream()
              .filter(one -> one.toString().endsWith(".cfs"))
              .findAny()
              .orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
      assertThatThrownBy(() -> store.backup(backup))
          .isInstanceOf(CorruptStoreException.class)
          .hasMessageContaining(path + " is damaged")
          .hasMessageContaining(file.getFileName().toString());
    }
  }

  @Test
  void aDirectoryOfSomethingElseAndAnotherStoresBackupAreLeftAlone() throws IOException {
    Files.createDirectory(backup);
    Files.writeString(backup.resolve("holiday.jpg"), "sea");
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path);
        LuceneMemoryStore other = LuceneMemoryStore.open(temp.resolve("other"))) {
      write(store, 0, 10);
      assertThatThrownBy(() -> store.backup(backup))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("holiday.jpg");
      assertThatThrownBy(() -> store.backup(path))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("the store itself");
      write(other, 5, 9);
      write(other, 9, 19);
      store.backup(temp.resolve("mine"));
      assertThatThrownBy(() -> other.backup(temp.resolve("mine")))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("another store");
    }
    assertThat(changes(temp.resolve("mine"))).hasSize(10);
  }

  @Test
  void aBackupThatIsOpenAsAStoreIsNotWritten() {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      write(store, 0, 10);
      store.backup(backup);
      try (LuceneMemoryStore opened = LuceneMemoryStore.open(backup)) {
        assertThat(opened.reader(Tenant.DEFAULT).stats().memories()).isEqualTo(10);
        assertThatThrownBy(() -> store.backup(backup)).isInstanceOf(UnavailableException.class);
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
