package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.jdbc.PostgresMemoryStore;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.replica.ReplicaStatus;
import io.runbookmemory.store.replica.ReplicatedMemoryStore;
import io.runbookmemory.testkit.server.LocalPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that is killed amid following, as {@code kill -9} does, goes on where it can. */
@Timeout(300)
class ReplicaKillTest {

  private static final Instant NOW = Instant.parse("2026-05-12T02:41:00Z");
  private static final int ROUNDS = 4;
  private static final int WRITES = 60;

  @TempDir Path temp;

  @Test
  void theCopyIsWholeHoweverOftenTheDaemonIsKilled() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (LocalPostgres server = PostgresUnderTest.start();
        PostgresMemoryStore store =
            PostgresMemoryStore.open(PostgresUnderTest.dataSource(server.url()))) {
      for (int round = 0; round < ROUNDS; round++) {
        killAmidFollowing(server, store, random);
      }
      assertThatTheCopyIs(store, server, seed);
    }
  }

  private void killAmidFollowing(LocalPostgres server, PostgresMemoryStore store, Random random)
      throws Exception {
    ForkedJvm jvm = new ForkedJvm(temp);
    Process daemon =
        jvm.start(
            List.of(),
            List.of(),
            ReplicaDaemon.class.getName(),
            server.url(),
            temp.resolve("replica"));
    try {
      await(() -> !jvm.said("out").isEmpty() || !daemon.isAlive());
      int last = 10 + random.nextInt(WRITES);
      for (int i = 0; i < last; i++) {
        write(store, random);
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(20));
      assertThat(daemon.isAlive()).as(() -> jvm.said("err")).isTrue();
    } finally {
      daemon.destroyForcibly().waitFor();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private static void write(PostgresMemoryStore store, Random random) {
    int number = random.nextInt(60);
    MemoryId id = MemoryId.named("test", Integer.toString(number));
    MemoryWriter writer = store.writer(Tenant.DEFAULT);
    switch (random.nextInt(5)) {
      case 0 -> writer.delete(List.of(id), NOW);
      case 1 -> writer.adjust(id, UsageDelta.recalled());
      default -> {
        long version =
            store
                .reader(Tenant.DEFAULT)
                .get(id)
                .map(stored -> stored.memory().version())
                .orElse(0L);
        Note text = new Note("text " + random.nextInt());
        Memory memory =
            Memory.builder(id, Scope.of(Tenant.DEFAULT), "Note " + number, text, NOW)
                .version(version)
                .build();
        writer.upsert(List.of(StoredMemory.lexical(memory)));
      }
    }
  }

  private void assertThatTheCopyIs(PostgresMemoryStore store, LocalPostgres server, long seed)
      throws InterruptedException {
    MemoryReader truth = store.reader(Tenant.DEFAULT);
    long position = truth.stats().position();
    List<StoredMemory> all = truth.scan(Filter.everything(), null, 1000);
    List<MemoryId> ids = all.stream().map(StoredMemory::id).toList();
    var usage = truth.usage(ids);
    try (ReplicatedMemoryStore replica =
        ReplicaDaemon.open(
            PostgresUnderTest.dataSource(server.url()), temp.resolve("replica").toString())) {
      await(() -> isCaughtUp(replica.status(Tenant.DEFAULT), position));
      server.crash();
      await(() -> !replica.status(Tenant.DEFAULT).reached());

      MemoryReader copy = replica.reader(Tenant.DEFAULT);
      assertThat(all).as("seed %s", seed).hasSizeGreaterThan(10);
      assertThat(copy.scan(Filter.everything(), null, 1000)).as("seed %s", seed).isEqualTo(all);
      assertThat(copy.usage(ids)).as("seed %s", seed).isEqualTo(usage);
      assertThat(copy.staleness().orElseThrow().asOf())
          .isAfter(Instant.now().minus(Duration.ofMinutes(5)));
    }
  }

  private static boolean isCaughtUp(ReplicaStatus status, long position) {
    return status.position() == position && status.asOf() != null;
  }
}
