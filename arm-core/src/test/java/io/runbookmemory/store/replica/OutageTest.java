package io.runbookmemory.store.replica;

import static io.runbookmemory.fixture.TestMemories.NOW;
import static io.runbookmemory.fixture.TestMemories.id;
import static io.runbookmemory.store.replica.Replicas.await;
import static io.runbookmemory.store.replica.Replicas.awaitCopyOf;
import static io.runbookmemory.store.replica.Replicas.awaitUp;
import static io.runbookmemory.store.replica.Replicas.reader;
import static io.runbookmemory.store.replica.Replicas.titles;
import static io.runbookmemory.store.replica.Replicas.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.Staleness;
import io.runbookmemory.store.StoredMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shared store goes, and comes back. */
@Timeout(120)
class OutageTest {

  @TempDir Path directory;
  private final FlakyStore server = new FlakyStore();
  private Replicas replicas;

  @BeforeEach
  void replicas() {
    replicas = new Replicas(directory.resolve("replica"));
  }

  private ReplicatedMemoryStore open() {
    ReplicatedMemoryStore replica = replicas.of(server::identified).open();
    assertThat(reader(replica).tenant()).isEqualTo(Tenant.DEFAULT);
    return replica;
  }

  @Test
  void whileItIsUpEverythingIsTheSharedStoresOwn() {
    try (ReplicatedMemoryStore replica = open()) {
      write(replica, "mine");
      write(server.itself(), "another's");

      assertThat(titles(replica)).containsExactly("another's", "mine");
      assertThat(reader(replica).staleness()).isEmpty();
      assertThat(reader(replica).stats()).isEqualTo(reader(server.itself()).stats());
    }
  }

  @Test
  void whileItIsDownTheCopyIsReadAndSaysHowOldItIs() {
    write(server.itself(), "a", "b");
    try (ReplicatedMemoryStore replica = open()) {
      awaitCopyOf(server, replica);
      replicas.now = NOW.plusSeconds(60);
      await(() -> NOW.plusSeconds(60).equals(replica.status(Tenant.DEFAULT).asOf()));

      server.down(true);
      replicas.now = NOW.plusSeconds(100);

      assertThat(titles(replica)).containsExactly("a", "b");
      assertThat(reader(replica).get(id("a"))).isEqualTo(reader(server.itself()).get(id("a")));
      assertThat(reader(replica).search(SearchRequest.text("about", NOW).build())).hasSize(2);
      Staleness staleness = reader(replica).staleness().orElseThrow();
      assertThat(staleness.asOf()).isBetween(NOW.plusSeconds(60), NOW.plusSeconds(100));
      assertThat(replica.status(Tenant.DEFAULT).fault()).contains("down");
    }
  }

  @Test
  void aStoreThatIsDownIsAskedByTheFollowerAlone() {
    write(server.itself(), "a");
    try (ReplicatedMemoryStore replica = open()) {
      awaitCopyOf(server, replica);
      server.down(true);
      await(() -> !replica.status(Tenant.DEFAULT).reached());
      int before = server.asked();

      for (int i = 0; i < 1000; i++) {
        assertThat(reader(replica).get(id("a"))).isPresent();
      }

      assertThat(server.asked() - before).isLessThan(100);
    }
  }

  @Test
  void theFollowerAsksADeadStoreLessAndLessOften() throws Exception {
    try (ReplicatedMemoryStore replica = open()) {
      awaitCopyOf(server, replica);
      server.down(true);
      await(() -> !replica.status(Tenant.DEFAULT).reached());
      int before = server.asked();

      TimeUnit.SECONDS.sleep(2);

      // By pauses of 0.1, 0.2, 0.4 and 0.8 seconds at least, and once by the bell.
      assertThat(server.asked() - before).isLessThanOrEqualTo(7);
    }
  }

  @Test
  void aStoreThatHangsIsWaitedForOnce() {
    write(server.itself(), "a");
    try (ReplicatedMemoryStore replica =
        replicas.of(server::identified).answerWithin(Duration.ofMillis(300)).open()) {
      assertThat(titles(replica)).containsExactly("a");
      awaitCopyOf(server, replica);
      server.hang();

      long begin = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        assertThat(titles(replica)).containsExactly("a");
      }

      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(Duration.ofMillis(300), Duration.ofSeconds(30));
      assertThat(reader(replica).staleness()).isPresent();
      assertThat(replica.status(Tenant.DEFAULT).fault()).contains("within 300 ms");

      server.goOn();
      awaitUp(replica);
      assertThat(reader(replica).staleness()).isEmpty();
    }
  }

  @Test
  void aWriteIsRefusedWhileItIsDownAndDoneWhenItIsBack() {
    try (ReplicatedMemoryStore replica = open()) {
      server.down(true);

      assertThatThrownBy(() -> write(replica, "a"))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("try again later");
      assertThat(titles(replica)).isEmpty();

      server.down(false);
      write(replica, "a");
      assertThat(titles(replica)).as("whoever wrote reads it").containsExactly("a");
    }
  }

  @Test
  void whatOthersDidMeanwhileArrives() {
    write(server.itself(), "kept", "used", "changed", "deleted");
    try (ReplicatedMemoryStore replica = open()) {
      awaitCopyOf(server, replica);
      server.down(true);
      await(() -> !replica.status(Tenant.DEFAULT).reached());
      var others = server.itself().writer(Tenant.DEFAULT);
      others.adjust(id("used"), UsageDelta.recalled());
      others.delete(List.of(id("deleted")), NOW);
      StoredMemory old = reader(server.itself()).get(id("changed")).orElseThrow();
      others.upsert(
          List.of(
              StoredMemory.lexical(old.memory().toBuilder().title("changed, and well").build())));
      for (int i = 0; i < Follower.PAGE + 10; i++) {
        write(server.itself(), "new " + i);
      }
      server.down(false);
      awaitUp(replica);
      awaitCopyOf(server, replica);
      server.down(true);
      await(() -> !replica.status(Tenant.DEFAULT).reached());

      assertThat(titles(replica)).isEqualTo(titles(server.itself()));
      assertThat(reader(replica).usage(List.of(id("used"))))
          .isEqualTo(reader(server.itself()).usage(List.of(id("used"))));
    }
  }

  @Test
  void aProcessThatStartsWhileItIsDownHasTheCopy() {
    write(server.itself(), "a", "b");
    try (ReplicatedMemoryStore replica = open()) {
      awaitCopyOf(server, replica);
    }
    server.down(true);
    write(server.itself(), "c");
    replicas.now = NOW.plusSeconds(3600);

    try (ReplicatedMemoryStore replica = replicas.of(server::identified).open()) {
      assertThat(titles(replica)).containsExactly("a", "b");
      assertThat(reader(replica).staleness()).contains(new Staleness(NOW));
      assertThat(replica.capabilities().durable()).isTrue();

      server.down(false);
      awaitUp(replica);
      assertThat(titles(replica)).containsExactly("a", "b", "c");
    }
  }

  @Test
  void aCopyThatIsNotCompleteSaysSo() {
    write(server.itself(), "a");
    server.down(true);
    try (ReplicatedMemoryStore replica = open()) {
      assertThat(titles(replica)).isEmpty();
      assertThat(reader(replica).staleness()).contains(Staleness.INCOMPLETE);

      server.down(false);
      awaitCopyOf(server, replica);
      awaitUp(replica);
      assertThat(titles(replica)).containsExactly("a");
    }
  }

  @Test
  void positionsAreNeverTheCopys() {
    write(server.itself(), "a", "b");
    server.itself().writer(Tenant.DEFAULT).adjust(id("a"), UsageDelta.recalled());
    try (ReplicatedMemoryStore replica = open()) {
      awaitCopyOf(server, replica);
      long position = reader(replica).stats().position();
      List<Change> feed = reader(replica).changes(0, 10);
      assertThat(feed).hasSize(2);
      server.down(true);

      assertThat(reader(replica).stats().position()).isEqualTo(position);
      assertThatThrownBy(() -> reader(replica).changes(0, 10))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("when it is back");
    }
  }

  @Test
  void tenantsThatAreNotFollowedAreReadFromTheSharedStoreAlone() {
    Tenant other = new Tenant("other");
    write(server.itself(), "a");
    try (ReplicatedMemoryStore replica =
        replicas.of(server::identified).tenants(List.of(Tenant.DEFAULT)).open()) {
      awaitCopyOf(server, replica);
      assertThat(replica.reader(other).stats().memories()).isZero();
      server.down(true);

      assertThat(titles(replica)).containsExactly("a");
      assertThatThrownBy(() -> replica.reader(other).stats())
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("add it to the replica's tenants");
    }
  }

  @Test
  void aHintIsFollowedAtOnce() {
    AtomicInteger listening = new AtomicInteger();
    Runnable[] hint = new Runnable[1];
    try (ReplicatedMemoryStore replica =
        replicas
            .of(server::identified)
            .tenants(List.of(Tenant.DEFAULT))
            .interval(Duration.ofDays(1))
            .hint(
                changed -> {
                  hint[0] = changed;
                  listening.incrementAndGet();
                  return listening::decrementAndGet;
                })
            .open()) {
      awaitCopyOf(server, replica);
      write(server.itself(), "a");
      assertThat(listening).hasValue(1);

      hint[0].run();

      awaitCopyOf(server, replica);
    }
    assertThat(listening).hasValue(0);
  }
}
