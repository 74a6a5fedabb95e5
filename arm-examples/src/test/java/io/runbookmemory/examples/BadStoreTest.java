package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store that cannot be used ends a command with 3 and the reason, and is left as it was. */
@Timeout(120)
class BadStoreTest {

  /** Where a SQLite file keeps {@code user_version}: https://sqlite.org/fileformat2.html, 1.3. */
  private static final int USER_VERSION = 60;

  @TempDir Path temp;

  private static Ran stats(String store) {
    return Ran.arm("memory", "stats", "--store", store);
  }

  @Test
  void aUrlMustNameAKindOfStoreAndAPlace() {
    stats("fish:tank").refused(3, "lucene:DIR", "sqlite:FILE", "memory:", "fish:tank");
    stats("tank").refused(3, "lucene:DIR", "tank");
    stats("lucene:").refused(3, "names no path");
    stats("sqlite:").refused(3, "names no path");
  }

  @Test
  void aFileIsNoDirectoryAndADirectoryNoFile() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "words");
    stats("lucene:" + file).refused(3, "needs a directory", file.toString());
    stats("lucene:" + file.resolve("below")).refused(3, file.toString());
    stats("sqlite:" + file).refused(3, file.toString());
    stats("sqlite:" + Files.createDirectory(temp.resolve("folder"))).refused(3, "folder");
    assertThat(file).hasContent("words");
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone() throws IOException {
    Files.writeString(temp.resolve("holiday.jpg"), "sea");
    stats("lucene:" + temp).refused(3, "empty directory", "holiday.jpg");
    assertThat(temp).isDirectoryContaining("glob:**holiday.jpg");
  }

  @Test
  void aStoreThatAnotherProcessHoldsIsNotWrittenNamingIt() throws Exception {
    Path store = temp.resolve("store");
    ForkedJvm jvm = new ForkedJvm(temp);
    Process holder = jvm.start(List.of(), List.of(), LockHolder.class.getName(), store);
    try {
      while (!jvm.said("out").contains("open")) {
        assertThat(holder.isAlive()).as(() -> jvm.said("err")).isTrue();
        TimeUnit.MILLISECONDS.sleep(10);
      }
      Ran.arm("remember", "the cache was cold", "--store", "lucene:" + store)
          .refused(3, store.toString(), "process " + holder.pid());
    } finally {
      holder.destroyForcibly().waitFor();
    }
    stats("lucene:" + store).ok();
  }

  @Test
  void aStoreOfANewerFormatIsRefusedNamingBoth() throws IOException {
    Path file = temp.resolve("store.db");
    stats("sqlite:" + file).ok();
    try (FileChannel bytes = FileChannel.open(file, StandardOpenOption.WRITE)) {
      bytes.write(ByteBuffer.allocate(4).putInt(99).flip(), USER_VERSION);
    }
    byte[] before = Files.readAllBytes(file);

    stats("sqlite:" + file).refused(3, file.toString(), "format 99", "newer release");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void aHomeThatCannotBeWrittenIsToldOf() throws IOException {
    Path home = Files.writeString(temp.resolve("home"), "a file");
    String before = System.getProperty("user.home");
    System.setProperty("user.home", home.toString());
    try {
      stats("lucene:~/.arm/memory").refused(3, "cannot create", home.toString());
    } finally {
      System.setProperty("user.home", before);
    }
  }

  @Test
  void aFullDiskIsToldOfAndWhatWasStoredStays() throws Exception {
    Path disk = Files.createDirectory(temp.resolve("disk"));
    Path pages = Files.createDirectory(temp.resolve("pages"));
    for (int i = 0; i < 64; i++) {
      Files.writeString(pages.resolve("p" + i + ".md"), "# Page " + i + "\n\nCheck it.\n");
    }
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", disk.toString()),
        "no small disk can be mounted, so a full one is not tried");
    try {
      String store = "sqlite:" + disk.resolve("store.db");
      Ran.arm("remember", "the disk of node-7 fills at night", "--store", store).ok();
      Files.write(disk.resolve("ballast"), new byte[(int) free(disk) - 64 * 1024]);

      Ran ran = Ran.arm("ingest", pages, "--store", store);
      ran.refused(3, store.substring(7), "full");
      Files.delete(disk.resolve("ballast"));
      assertThat(Ran.arm("memory", "list", "--store", store).ok().out()).contains("node-7");
      String lucene = "lucene:" + disk.resolve("lucene");
      Files.write(disk.resolve("ballast"), new byte[(int) free(disk)]);
      Ran.arm("remember", "too much", "--store", lucene).refused(3, "full");
    } finally {
      run("umount", disk.toString());
    }
  }

  private static long free(Path disk) throws IOException {
    return Files.getFileStore(disk).getUsableSpace();
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
