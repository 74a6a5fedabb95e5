package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.testkit.server.LocalPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line on a replica, while the database is up, down and up again. */
@Timeout(300)
class ReplicaUrlTest {

  private static final String QUESTION = "no connections to the database";

  @TempDir Path temp;

  @Test
  void recallAnswersFromTheCopyWhileTheDatabaseIsDownAndSaysHowOldItIs() {
    try (LocalPostgres server = PostgresUnderTest.start()) {
      String shared = server.url() + "&user=" + LocalPostgres.USER;
      String replica = "replica:" + temp.resolve("copy") + "?of=" + shared;
      Ran.arm("remember", "connections ran out: raised them to 200", "--store", shared).ok();
      assertThat(Ran.arm("recall", QUESTION, "--store", replica).ok().out())
          .contains("raised them to 200")
          .doesNotContain("local copy");

      server.crash();
      Ran ran = Ran.arm("recall", QUESTION, "--store", replica).ok();
      assertThat(ran.out())
          .contains("raised them to 200", "degraded: [STORE_STALE]", "from the local copy as of 20")
          .contains("seconds ago");
      assertThat(Ran.arm("recall", QUESTION, "--json", "--store", replica).ok().out())
          .contains("\"staleness\"", "\"complete\" : true");
      Ran.arm("remember", "something", "--store", replica).refused(3, "PostgreSQL");

      server.restart();
      Ran.arm("remember", "connections leaked: restarted", "--store", replica).ok();
      server.crash();
      assertThat(Ran.arm("recall", QUESTION, "--store", replica).ok().out())
          .contains("connections leaked: restarted", "from the local copy");
    }
  }

  @Test
  void aReplicaThatHasNothingYetSaysSo() {
    String nowhere = "replica:" + temp.resolve("new") + "?of=jdbc:postgresql://127.0.0.1:1/ops";
    Ran ran = Ran.arm("recall", QUESTION, "--store", nowhere);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).contains("STORE_INCOMPLETE", "not complete yet");
  }

  @Test
  void aReplicaOfWhatIsNoSharedDatabaseIsRefused() {
    for (String place : new String[] {"copy", "copy?of=lucene:store", "copy?of="}) {
      Ran.arm("memory", "stats", "--store", "replica:" + place)
          .refused(3, "replica:DIR?of=jdbc:postgresql://HOST/DATABASE", place);
    }
    String secret = "replica:copy?of=jdbc:postgresql://poor:hidden@127.0.0.1:x/ops";
    Ran ran = Ran.arm("memory", "stats", "--store", secret);
    ran.refused(3, "jdbc:postgresql://HOST");
    assertThat(ran.err()).doesNotContain("hidden");
  }
}
