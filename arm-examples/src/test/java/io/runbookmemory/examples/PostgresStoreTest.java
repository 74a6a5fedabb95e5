package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line on a PostgreSQL server that a fleet shares. */
@Timeout(120)
class PostgresStoreTest {

  @TempDir Path temp;

  @Test
  void everyCommandThatWorksOnAFileWorksOnAServer() throws IOException {
    String store = Postgres.store();
    Path pages = Files.createDirectory(temp.resolve("pages"));
    Files.writeString(pages.resolve("pool.md"), "# Pool exhausted\n\n1. Restart the pool.\n");
    Ran.arm("ingest", pages, "--store", store).ok();
    String note = Ran.arm("remember", "the cache was cold", "--store", store).ok().out();
    String id = note.strip().substring("remembered as ".length());

    assertThat(Ran.arm("recall", "the pool is exhausted", "--store", store).ok().out())
        .contains("Pool exhausted");
    assertThat(Ran.arm("plan", "the pool is exhausted", "--store", store).ok().out())
        .contains("Restart the pool");
    assertThat(Ran.arm("memory", "get", id, "--store", store).ok().out()).contains("cache");
    Ran.arm("memory", "delete", id, "--store", store).ok();
    assertThat(Ran.arm("memory", "list", "--store", store).ok().out())
        .contains("Pool exhausted")
        .doesNotContain("cache");
    assertThat(Ran.arm("memory", "stats", "--store", store).ok().out())
        .contains("1 memories", "1 tombstones");
  }

  @Test
  void whatIsOnlyForAFolderSaysWhatToDoInstead() {
    String store = Postgres.url("&user=postgres&password=hidden");
    for (String[] command : new String[][] {{"store", "verify"}, {"backup", "--into", "b"}}) {
      Ran ran = Ran.arm(join(command, "--store", store));
      ran.refused(3, "lucene:DIR", "pg_");
      assertThat(ran.err()).doesNotContain("hidden");
    }
  }

  private static Object[] join(String[] command, Object... more) {
    Object[] all = java.util.Arrays.copyOf(command, command.length + more.length, Object[].class);
    System.arraycopy(more, 0, all, command.length, more.length);
    return all;
  }

  @Test
  void anExportIsTheSameFromAServerAsFromAFile() throws IOException {
    String store = Postgres.store();
    String sqlite = "sqlite:" + temp.resolve("store.db");
    Ran.arm("remember", "node-7 fills its disk at night", "--store", sqlite).ok();
    Path first = temp.resolve("first.jsonl");
    Path second = temp.resolve("second.jsonl");

    Ran.arm("export", first, "--store", sqlite).ok();
    assertThat(Ran.arm("import", first, "--store", store).ok().out()).contains("1 changed");
    Ran.arm("export", second, "--store", store).ok();

    assertThat(second).hasSameTextualContentAs(first);
  }

  @Test
  void noMessageTellsAPassword() throws SQLException, IOException {
    Postgres.execute("DROP ROLE IF EXISTS poor");
    Postgres.execute("CREATE ROLE poor LOGIN PASSWORD 'hidden'");
    String nowhere = Postgres.url("&user=poor&password=hidden").replace("/postgres?", "/nowhere?");
    String before = Postgres.url("").replace("//", "//poor:hidden@");
    Object[][] attempts = {
      {"memory", "stats", "--debug", "--store", nowhere},
      {"memory", "stats", "--debug", "--store", before},
      {"memory", "stats", "--debug", before},
      {"memory", "stats", "--debug", "--store", before.replace("jdbc:", "")},
      {"memory", "stats", "--debug", "--store", before.replace("?", ":x?")},
      {"store", "verify", "--debug", "--store", before},
      {"export", temp.resolve("no/file"), "--debug", "--store", before}
    };
    for (Object[] attempt : attempts) {
      Ran ran = Ran.arm(attempt);
      assertThat(ran.code()).as(ran.toString()).isIn(2, 3);
      assertThat(ran.err()).contains("arm: ").doesNotContain("hidden").doesNotContain("unexpected");
    }
    Ran.arm("memory", "stats", "--store", nowhere).refused(3, "nowhere", "create it");
    Ran.arm("memory", "stats", "--store", before).refused(3, "permission denied", "grant");
  }

  @Test
  void roleAndPasswordAreTakenFromTheEnvironment() throws Exception {
    String url = Postgres.url("");
    ForkedJvm jvm = new ForkedJvm(temp);
    Ran.arm("memory", "stats", "--store", url).refused(3, "role", "does not exist");

    Ran ran = jvm.end(jvm.arm(List.of(), "memory", "stats", "--store", url));
    assertThat(ran.code()).isEqualTo(3);
    jvm.environment().put("PGUSER", "postgres");
    jvm.environment().put("ARM_STORE", url);
    ran = jvm.end(jvm.arm(List.of(), "memory", "stats"));
    assertThat(ran.code()).as(ran.toString()).isZero();
    assertThat(ran.out()).contains("0 memories");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void aServerThatDoesNotAnswerIsNamed() {
    Ran.arm("memory", "stats", "--store", "jdbc:postgresql://127.0.0.1:1/ops")
        .refused(3, "127.0.0.1:1", "refused");
  }
}
