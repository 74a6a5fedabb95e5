package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An {@code arm ingest} that is killed, as {@code kill -9} does, is run again and loses nothing.
 */
@Timeout(300)
class KillTest {

  private static final int PAGES = 300;
  private static final int ROUNDS = 2;

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"lucene:", "sqlite:"})
  void everyPageIsThereOnceInTheEnd(String kind) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Path pages = Files.createDirectory(temp.resolve("pages"));
    for (int i = 0; i < PAGES; i++) {
      Files.writeString(pages.resolve("p" + i + ".md"), "# Page " + i + "\n\nCheck it.\n");
    }
    String store = kind + temp.resolve("store");
    for (int round = 0; round < ROUNDS; round++) {
      killAmidWriting(pages, store, random);
    }

    Ran end = Ran.arm("ingest", pages, "--store", store, "--json");
    assertThat(end.code()).as("seed %s: %s", seed, end).isZero();
    assertThat(Ran.arm("memory", "stats", "--store", store).ok().out())
        .as("seed %s", seed)
        .contains(PAGES + " memories, " + PAGES + " passages", "0 revisions");
    assertThat(Ran.arm("ingest", pages, "--store", store).ok().out())
        .as("seed %s", seed)
        .contains("0 added, 0 updated, " + PAGES + " unchanged, 0 rejected");
    Path export = temp.resolve("export.jsonl");
    Ran.arm("export", export, "--store", store).ok();
    assertThat(Files.readAllLines(export).stream().map(KillTest::key))
        .as("seed %s", seed)
        .hasSize(PAGES)
        .doesNotHaveDuplicates();
  }

  private static String key(String line) {
    return line.replaceFirst(".*\"key\":\"([^\"]+)\".*", "$1");
  }

  /** Kills it once it has begun to report pages, so that it dies while it writes. */
  private void killAmidWriting(Path pages, String store, Random random) throws Exception {
    ForkedJvm jvm = new ForkedJvm(temp);
    Process ingest = jvm.arm(List.of(), "ingest", pages, "--store", store);
    try {
      while (!jvm.said("err").contains("%") && ingest.isAlive()) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
      assertThat(ingest.isAlive()).as(() -> "killed too late: " + jvm.said("err")).isTrue();
    } finally {
      ingest.destroyForcibly().waitFor();
    }
    assertThat(jvm.said("err")).doesNotContain("arm: ");
  }
}
