package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.examples.PostgresUnderTest;
import io.runbookmemory.examples.daemon.Catcher.Caught;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.jdbc.PostgresMemoryStore;
import io.runbookmemory.jdbc.SqliteMemoryStore;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Runbook;
import io.runbookmemory.memory.content.RunbookStep;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import io.runbookmemory.testkit.server.LocalPostgres;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What daemons on a PostgreSQL do while it is down: with a copy on their disk, and without. */
@Timeout(300)
class DatabaseDownTest {

  private static final String FIX = "Raise max connections of the pool to 200";

  @TempDir Path temp;

  private final Catcher team = new Catcher();
  private final LocalPostgres server = PostgresUnderTest.start();

  @AfterEach
  void stop() {
    team.close();
    server.close();
  }

  private RunningDaemon daemon(String more) {
    return RunningDaemon.start(
        temp,
        """
        mode: page
        store: "%s"
        analysis: {enabled: false}
        channels:
          - {name: team, kind: webhook, url: "%s", of: [page, ticket]}
        """
                .formatted(server.url() + "&user=" + LocalPostgres.USER, team.address())
            + more);
  }

  private RunningDaemon copying() {
    return daemon("replica: {directory: copy}\n");
  }

  @Test
  void alertsThatComeMeanwhileAreToldOfFromTheCopyAndAreKnownAfterwards() throws Exception {
    try (RunningDaemon daemon = copying()) {
      remember(daemon);
      new ApiClient(daemon)
          .post(
              "/silences",
              "{\"reason\":\"moves\",\"duration\":\"2h\",\"labels\":{\"service\":\"cart\"}}");
      awaitCopiedSilence();
      daemon.alerts(AlertPost.firing("Before", "login", "critical"));
      awaitSent();

      server.crash();
      String slow = AlertPost.firing("PoolExhausted", "checkout", "critical");
      assertThat(daemon.alerts(slow, AlertPost.firing("Quiet", "cart", "critical")).statusCode())
          .isEqualTo(200);
      Caught told = team.await(one -> one.text().contains("PoolExhausted of checkout"));
      assertThat(told.text())
          .contains("from the local copy as of 20", "the shared store is down", "max connections");
      JsonNode ready = awaitReady(daemon, it -> it.path("spool").asText().equals("working"));
      assertThat(ready.path("ready").asBoolean()).isTrue();
      assertThat(ready.path("replica").asText()).startsWith("read, as of 20").contains("is down");
      assertThat(daemon.get("/readyz").statusCode()).isEqualTo(200);
      JsonNode asked = new ApiClient(daemon).post("/query", "{\"text\":\"PoolExhausted\"}");
      assertThat(asked.toString()).contains("PoolExhausted");
      assertThat(asked.at("/staleness/complete").asBoolean()).isTrue();

      server.restart();
      awaitReady(daemon, it -> isHandedOver(it) && it.path("pipeline").asText().equals("working"));
      assertThat(daemon.alerts(slow).body()).contains("\"accepted\":0", "\"known\":1");
      daemon.alerts(AlertPost.resolved("PoolExhausted", "checkout", "critical"));
      Caught over = team.await(one -> one.event().equals("alert.resolved"));
      assertThat(over.field("incident")).isEqualTo(told.field("incident"));
      assertThat(team.all()).extracting(Caught::key).hasSize(3).doesNotHaveDuplicates();
    }
  }

  @Test
  void whatPeopleWereToldOfIsNotToldAgainHoweverOftenItIsBrought() throws Exception {
    String before = AlertPost.firing("Before", "login", "critical");
    String beside = AlertPost.firing("Beside", "login", "critical");
    String other = AlertPost.firing("Other", "cart", "critical");
    try (RunningDaemon daemon = copying()) {
      daemon.alerts(before, beside);
      awaitToldBefore(2);
      server.crash();
      awaitReady(daemon, it -> it.path("spool").asText().equals("working"));
      assertThat(daemon.alerts(before, beside).body()).contains("\"accepted\":0", "\"known\":2");
      assertThat(daemon.alerts(other, before).body()).contains("\"accepted\":1", "\"known\":1");
      team.await(one -> one.text().contains("Other of cart"));
      assertThat(daemon.alerts(other).body()).contains("\"accepted\":0");
    }
    try (RunningDaemon daemon = copying()) {
      assertThat(daemon.alerts(before, beside, other).body()).contains("\"known\":3");
      daemon.alerts(AlertPost.resolved("Before", "login", "critical"));
      daemon.alerts(before.replace("T03:00:00Z", "T03:20:00Z"));
      team.await(one -> one.key().contains("T03:20:00Z"));
      server.restart();
      awaitReady(daemon, it -> isHandedOver(it) && it.path("pipeline").asText().equals("working"));
    }
    assertThat(team.all()).extracting(Caught::key).doesNotHaveDuplicates();
    assertThat(read("alert-inbox")).hasSize(5);
  }

  @Test
  void aDaemonThatStartsMeanwhileRecallsFromTheCopyThatItsPredecessorLeft() throws Exception {
    try (RunningDaemon daemon = copying()) {
      remember(daemon);
    }
    server.crash();
    try (RunningDaemon daemon = copying()) {
      assertThat(daemon.alerts(AlertPost.firing("PoolExhausted", "checkout", "critical")).body())
          .contains("\"accepted\":1");
      Caught told = team.await(one -> one.text().contains("PoolExhausted of checkout"));
      assertThat(told.text()).contains("from the local copy as of 20", "max connections");
    }
  }

  @Test
  void whatWasNotToldYetWhenTheDaemonEndedIsToldByTheNextOne() throws Exception {
    try (RunningDaemon daemon = copying()) {
      remember(daemon);
      server.crash();
      team.answer(503);
      assertThat(daemon.alerts(AlertPost.firing("Down", "checkout", "critical")).statusCode())
          .isEqualTo(200);
      awaitReady(daemon, it -> it.path("spool").asText().equals("working"));
    }
    team.answer(200);
    server.restart();
    try (RunningDaemon daemon = copying()) {
      team.await(one -> one.text().contains("Down of checkout"));
      awaitReady(daemon, DatabaseDownTest::isHandedOver);
      assertThat(daemon.alerts(AlertPost.firing("Down", "checkout", "critical")).body())
          .contains("\"known\":1");
      assertThat(team.all()).hasSize(1);
    }
  }

  @Test
  void withoutACopyAlertmanagerIsToldToSendThemAgain() throws Exception {
    String alert = AlertPost.firing("Down", "checkout", "critical");
    try (RunningDaemon daemon = daemon("replica: {enabled: false}\n")) {
      assertThat(daemon.get("/readyz").body()).contains("\"replica\":\"off\"", "\"spool\":\"off\"");
      server.crash();
      assertThat(daemon.alerts(alert).statusCode()).isEqualTo(503);
      awaitReady(daemon, it -> !it.path("ready").asBoolean());
      server.restart();
      while (daemon.alerts(alert).statusCode() != 200) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      team.await(one -> one.text().contains("Down of checkout"));
    }
  }

  /** Has a runbook remembered, and waits until the copy has it too. */
  private void remember(RunningDaemon daemon) throws InterruptedException {
    try (PostgresMemoryStore store =
            PostgresMemoryStore.open(PostgresUnderTest.dataSource(server.url()));
        RunbookMemory memory =
            RunbookMemory.builder(store).model(new FakeEmbeddingModel()).build()) {
      memory.remember(
          Memory.builder(
                  MemoryId.named("runbooks", "pool"),
                  Scope.of(Tenant.DEFAULT),
                  "PoolExhausted",
                  Runbook.builder("# PoolExhausted")
                      .alerts(List.of("PoolExhausted"))
                      .steps(List.of(new RunbookStep("Mitigate", FIX, null, null)))
                      .build(),
                  Instant.EPOCH)
              .build());
    }
    Instant since = Instant.now();
    awaitReady(
        daemon,
        it -> {
          String word = it.path("replica").asText();
          return word.startsWith("follows, as of ")
              && Instant.parse(word.substring("follows, as of ".length())).isAfter(since);
        });
  }

  /** Waits until a notification was told and written down so: else it is told again. */
  private void awaitSent() throws InterruptedException {
    while (read("notifications").stream().noneMatch(entry -> entry.kind().equals("sent"))) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private List<LedgerEntry> read(String stream) {
    try (PostgresMemoryStore store =
        PostgresMemoryStore.open(PostgresUnderTest.dataSource(server.url()))) {
      EntryFilter all = EntryFilter.of(new LedgerStream(stream));
      return store.ledger(Tenant.DEFAULT).read(all, 0, 99).stream()
          .map(PostedEntry::entry)
          .toList();
    }
  }

  /** Waits until this machine knows of so many alerts that fire that people were told of them. */
  private void awaitToldBefore(int alerts) throws InterruptedException {
    try (SqliteMemoryStore spool = SqliteMemoryStore.open(temp.resolve("copy.spool.db"))) {
      EntryFilter told = EntryFilter.of(new LedgerStream("told-before"));
      while (spool
          .ledger(Tenant.DEFAULT)
          .last(told)
          .filter(last -> Output.parse(last.entry().body()).path("alerts").size() == alerts)
          .isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  private void awaitCopiedSilence() throws InterruptedException {
    try (SqliteMemoryStore spool = SqliteMemoryStore.open(temp.resolve("copy.spool.db"))) {
      EntryFilter silences = EntryFilter.of(new LedgerStream("silences"));
      while (spool.ledger(Tenant.DEFAULT).read(silences, 0, 1).isEmpty()) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
  }

  private static boolean isHandedOver(JsonNode ready) {
    return ready.path("spool").asText().equals("empty");
  }

  private static JsonNode awaitReady(RunningDaemon daemon, Predicate<JsonNode> test)
      throws InterruptedException {
    while (true) {
      JsonNode ready = Output.parse(daemon.get("/readyz").body());
      if (test.test(ready)) {
        return ready;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
