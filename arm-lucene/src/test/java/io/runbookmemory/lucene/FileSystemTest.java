package io.runbookmemory.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.lucene.report.Progress;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.StoredMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small file system that is full or read-only indeed; it takes root to mount one. */
class FileSystemTest {

  @TempDir Path temp;
  private Path disk;
  private Path path;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(temp.resolve("disk"));
    path = disk.resolve("store");
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()),
        "no small file system can be mounted, so a full and a read-only one are not tried");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk.toString());
  }

  private static List<StoredMemory> batch(long from, long to) {
    return LongStream.range(from, to).mapToObj(Samples::pointing).toList();
  }

  private static long count(LuceneMemoryStore store) {
    return store.reader(Tenant.DEFAULT).stats().memories();
  }

  @Test
  void aDiskThatIsFullInMidCommitIsToldOfAndNothingAcknowledgedIsLost() throws IOException {
    long written = 0;
    Path ballast = disk.resolve("ballast");
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      for (int free = 0; free < 60_000; free += 5_000) {
        store.writer(Tenant.DEFAULT).upsert(batch(written, written + 10));
        written += 10;
        fill(ballast, free);
        long before = written;
        try {
          store.writer(Tenant.DEFAULT).upsert(batch(before, before + 100));
          written += 100;
        } catch (UnavailableException e) {
          assertThat(e).hasMessageContaining("the disk of " + path + " is full");
        }
        assertThat(count(store)).isEqualTo(written);
        Files.delete(ballast);
      }
      store.writer(Tenant.DEFAULT).upsert(batch(written, written + 10));
      written += 10;
    }
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      assertThat(count(store)).isEqualTo(written);
    }
    assertThat(LuceneMemoryStore.verify(path, Progress.SILENT).problems()).isEmpty();
  }

  @Test
  void aDiskThatIsFullAtOpeningIsToldOf() throws IOException {
    LuceneMemoryStore.open(path).close();
    fill(disk.resolve("ballast"), 0);
    Path other = disk.resolve("other");
    assertThatThrownBy(() -> LuceneMemoryStore.open(other).close())
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("is full");
    try (LuceneMemoryStore store = LuceneMemoryStore.openReadOnly(path)) {
      assertThat(count(store)).isZero();
    }
  }

  @Test
  void aBackupThatDoesNotFitLeavesTheOneBefore() throws IOException {
    Path elsewhere = temp.resolve("store");
    try (LuceneMemoryStore store = LuceneMemoryStore.open(elsewhere)) {
      store.writer(Tenant.DEFAULT).upsert(batch(0, 10));
      store.backup(path);
      store.writer(Tenant.DEFAULT).upsert(batch(10, 200));
      fill(disk.resolve("ballast"), 8_000);
      assertThatThrownBy(() -> store.backup(path))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("the disk of " + path + " is full");
      try (LuceneMemoryStore backup = LuceneMemoryStore.openReadOnly(path)) {
        assertThat(count(backup)).isEqualTo(10);
      }
      Files.delete(disk.resolve("ballast"));
      store.backup(path);
    }
    assertThat(Contents.of(path)).isEqualTo(Contents.of(elsewhere));
  }

  @Test
  void aReadOnlyFileSystemIsReadAndNotWritten() throws Exception {
    Contents.write(path, 2);
    Contents before = Contents.of(path);
    assumeTrue(run("mount", "-o", "remount,ro", disk.toString()), "it cannot be made read-only");
    assertThat(Contents.of(path)).isEqualTo(before);
    assertThat(LuceneMemoryStore.verify(path, Progress.SILENT).problems()).isEmpty();
    LuceneMemoryStore.restore(path, temp.resolve("restored"));
    LuceneMemoryStore.repair(path, temp.resolve("repaired"), Progress.SILENT);
    assertThat(Contents.of(temp.resolve("restored"))).isEqualTo(before);
    assertThat(Contents.of(temp.resolve("repaired"))).isEqualTo(before);
    assertThatThrownBy(() -> LuceneMemoryStore.open(path).close())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(path + " must be readable and writable")
        .hasMessageContaining("open it read-only");
  }

  @Test
  void aFileSystemThatBecomesReadOnlyIsToldOfByTheNextWrite() throws Exception {
    try (LuceneMemoryStore store = LuceneMemoryStore.open(path)) {
      store.writer(Tenant.DEFAULT).upsert(batch(0, 10));
      // What holds a file open for writing, as the lock is, keeps a file system writable.
      assumeTrue(run("chattr", "+i", path.toString()), "no directory can be made immutable here");
      try {
        assertThatThrownBy(() -> store.writer(Tenant.DEFAULT).upsert(batch(10, 20)))
            .isInstanceOf(ConfigurationException.class)
            .hasMessageContaining(path + " must be readable and writable");
        assertThat(count(store)).isEqualTo(10);
      } finally {
        run("chattr", "-i", path.toString());
      }
      store.writer(Tenant.DEFAULT).upsert(batch(10, 20));
      assertThat(count(store)).isEqualTo(20);
    }
  }

  /** Leaves so many bytes free. */
  private void fill(Path ballast, int free) throws IOException {
    long usable = Files.getFileStore(disk).getUsableSpace();
    Files.write(ballast, new byte[(int) Math.max(0, usable - free)]);
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
