package io.runbookmemory.examples.remedy.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command deletes, by this machine's own find. */
class ClearTemporaryFilesTest {

  @TempDir Path folder;

  @Test
  void symbolicLinksAreFollowedNeitherAtTheEndOfAPathNorOnTheWayToIt() throws Exception {
    Path root = Files.createDirectories(folder.resolve("tmp"));
    Path precious = old(folder.resolve("data/work/precious"));
    Path work = old(root.resolve("work/deep/old"));
    Path fresh = Files.writeString(root.resolve("work/fresh"), "new");
    Path beside = old(root.resolve("workshop/old"));
    Files.createSymbolicLink(root.resolve("link"), folder.resolve("data"));
    Files.createSymbolicLink(root.resolve("work/end"), folder.resolve("data/work"));

    for (String path : new String[] {"/link", "/link/work", "/work/end", "/work"}) {
      run(ClearTemporaryFiles.command(root.toString(), root + path));
    }
    assertThat(precious).exists();
    assertThat(fresh).exists();
    assertThat(beside).exists();
    assertThat(work).doesNotExist();

    run(ClearTemporaryFiles.command(root.toString(), root.toString()));
    assertThat(precious).exists();
    assertThat(beside).doesNotExist();
  }

  private static Path old(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "old");
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
  }

  private static void run(String... command) throws Exception {
    Process find = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(find.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(find.exitValue()).isZero();
  }
}
