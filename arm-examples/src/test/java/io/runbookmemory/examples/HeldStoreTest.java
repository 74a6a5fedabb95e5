package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What can be done with a store while a service has it open: all that does not write it. */
@Timeout(120)
class HeldStoreTest {

  @TempDir Path temp;

  @Test
  void readingAndBackingUpGoOnWritingIsRefused() throws Exception {
    Path path = temp.resolve("store");
    String store = "lucene:" + path;
    Path page = temp.resolve("pool.md");
    Files.writeString(page, "# Database pool exhausted\n\n1. Raise max connections of the pool.\n");
    Ran.arm("ingest", page, "--store", store).ok();
    ForkedJvm jvm = new ForkedJvm(temp);
    Process holder = jvm.start(List.of(), List.of(), LockHolder.class.getName(), path);
    try {
      while (!jvm.said("out").contains("open")) {
        assertThat(holder.isAlive()).as(() -> jvm.said("err")).isTrue();
        TimeUnit.MILLISECONDS.sleep(10);
      }
      reads(store);
      backsUp(store);
      Ran.arm("remember", "the cache was cold", "--store", store)
          .refused(3, path.toString(), "process " + holder.pid());
      Ran.arm("store", "reembed", "--store", store).refused(3, "process " + holder.pid());
      Ran.arm("store", "upgrade", "--store", store).refused(3, "process " + holder.pid());
    } finally {
      holder.destroyForcibly().waitFor();
    }
    Ran.arm("remember", "the cache was cold", "--store", store).ok();
  }

  private void reads(String store) {
    Ran recall = Ran.arm("recall", "database pool is exhausted", "--store", store).ok();
    assertThat(recall.out()).contains("Database pool exhausted");
    Ran plan = Ran.arm("plan", "database pool is exhausted", "--store", store).ok();
    assertThat(plan.out()).contains("Raise max connections");
    assertThat(Ran.arm("memory", "list", "--store", store).ok().out()).contains("pool");
    assertThat(Ran.arm("memory", "stats", "--store", store).ok().out()).contains("1 memories");
    Path exported = temp.resolve("exported.jsonl");
    Ran.arm("export", exported, "--store", store).ok();
    assertThat(exported).content().contains("pool");
  }

  private void backsUp(String store) {
    Path backup = temp.resolve("backup");
    Path restored = temp.resolve("restored");
    assertThat(Ran.arm("backup", "--store", store, "--into", backup).ok().out())
        .contains(backup.toString(), "files");
    assertThat(Ran.arm("backup", "--store", store, "--into", backup, "--json").ok().out())
        .contains("\"copiedFiles\" : 0");
    assertThat(Ran.arm("restore", backup, "--into", restored).ok().out())
        .contains(restored.toString());
    assertThat(Ran.arm("memory", "stats", "--store", "lucene:" + restored).ok().out())
        .contains("1 memories");
  }
}
