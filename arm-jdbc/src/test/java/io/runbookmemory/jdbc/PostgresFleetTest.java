package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several daemons, each a store of its own over its own connections, on one server. */
@Timeout(120)
class PostgresFleetTest {

  private static final int DAEMONS = 8;
  private static final int ROUNDS = 40;
  private static final MemoryId COUNTED = Memories.id(1);
  private static final MemoryId SHARED = Memories.id(2);

  private final PostgresServer server = PostgresServer.get();

  private static void together(IntConsumer work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(DAEMONS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < DAEMONS; i++) {
        int daemon = i;
        running.add(threads.submit(() -> work.accept(daemon)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
  }

  @Test
  void daemonsThatStartAtOnceMakeOneSchema() throws Exception {
    PostgresOptions options = Tables.fresh().build();

    together(
        daemon -> {
          try (PostgresMemoryStore store = PostgresMemoryStore.open(server.dataSource(), options)) {
            store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(daemon, 1, 2, 3)));
          }
        });

    try (PostgresMemoryStore store = PostgresMemoryStore.open(server.dataSource(), options)) {
      assertThat(store.reader(Tenant.DEFAULT).stats().memories()).isEqualTo(DAEMONS);
      assertThat(store.reader(Tenant.DEFAULT).stats().position()).isEqualTo(DAEMONS);
    }
  }

  @Test
  void nothingOfManyMixedOperationsIsLostOrDoubled() throws Exception {
    PostgresOptions options = Tables.fresh().build();
    try (PostgresMemoryStore first = PostgresMemoryStore.open(server.dataSource(), options)) {
      first
          .writer(Tenant.DEFAULT)
          .upsert(List.of(Memories.pointing(1, 1, 2, 3), Memories.pointing(2, 3, 2, 1)));
      AtomicInteger running = new AtomicInteger(DAEMONS - 1);
      Set<MemoryId> followed = new HashSet<>();

      together(
          daemon -> {
            try (HikariDataSource pool = PostgresServer.pool(server.dataSource(), 2);
                PostgresMemoryStore store = PostgresMemoryStore.open(pool, options)) {
              if (daemon == 0) {
                follow(store.reader(Tenant.DEFAULT), running, followed);
              } else {
                try {
                  operate(store, daemon);
                } finally {
                  running.decrementAndGet();
                }
              }
            }
          });

      MemoryReader reader = first.reader(Tenant.DEFAULT);
      int writers = DAEMONS - 1;
      assertThat(recalls(reader)).isEqualTo((long) writers * ROUNDS);
      assertThat(shared(reader).occurrences()).isEqualTo(1 + (long) writers * ROUNDS / 4);
      assertThat(reader.stats().memories()).isEqualTo(2 + (long) writers * ROUNDS / 2);
      assertThat(followed).hasSize(2 + writers * ROUNDS);
    }
  }

  /** Counts, compares and sets, writes two of its own and deletes one of them. */
  private static void operate(PostgresMemoryStore store, int daemon) {
    MemoryWriter writer = store.writer(Tenant.DEFAULT);
    MemoryReader reader = store.reader(Tenant.DEFAULT);
    for (int round = 0; round < ROUNDS; round++) {
      writer.adjust(COUNTED, UsageDelta.recalled());
      if (round % 4 == 0) {
        String tag = daemon + "/" + round;
        while (writer.upsert(List.of(more(reader, tag))) instanceof UpsertResult.Conflicted) {
          assertThat(store.space()).isPresent();
        }
      }
      int own = 1000 * (daemon + 1) + round;
      writer.upsert(List.of(Memories.pointing(own, 1, daemon, round)));
      if (round % 2 == 0) {
        assertThat(writer.delete(List.of(Memories.id(own)), Memories.NOW)).isEqualTo(1);
      }
      assertThat(reader.search(SearchRequest.text("words", Memories.NOW).build())).isNotEmpty();
    }
  }

  private static StoredMemory more(MemoryReader reader, String tag) {
    StoredMemory read = reader.get(SHARED).orElseThrow();
    Set<String> tags = new HashSet<>(read.memory().tags());
    tags.add(tag);
    Memory next =
        read.memory().toBuilder().occurrences(read.memory().occurrences() + 1).tags(tags).build();
    return new StoredMemory(next, read.passages(), read.space());
  }

  private static void follow(MemoryReader reader, AtomicInteger running, Set<MemoryId> followed) {
    long position = 0;
    boolean last;
    do {
      last = running.get() == 0;
      for (Change change : reader.changes(position, 1000)) {
        assertThat(change.position()).isGreaterThan(position);
        position = change.position();
        followed.add(change.id());
      }
    } while (!last);
  }

  private static long recalls(MemoryReader reader) {
    return reader.usage(List.of(COUNTED)).getOrDefault(COUNTED, Usage.NONE).recalls();
  }

  private static Memory shared(MemoryReader reader) {
    return reader.get(SHARED).orElseThrow().memory();
  }

  @Test
  void aServerThatCrashesAndComesBackIsWaitedFor() throws Exception {
    PostgresOptions options = Tables.fresh().patience(Duration.ofSeconds(30)).build();
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger acknowledged = new AtomicInteger();
    try (HikariDataSource pool = PostgresServer.pool(server.dataSource(), 4);
        PostgresMemoryStore store = PostgresMemoryStore.open(pool, options)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));

      together(
          daemon -> {
            if (daemon == 0) {
              crashTwice(acknowledged);
              enough.set(true);
              return;
            }
            while (!enough.get()) {
              if (daemon % 2 == 0) {
                store.writer(Tenant.DEFAULT).adjust(COUNTED, UsageDelta.recalled());
                acknowledged.incrementAndGet();
              } else {
                assertThat(store.reader(Tenant.DEFAULT).get(COUNTED)).isPresent();
              }
            }
          });

      assertThat(recalls(store.reader(Tenant.DEFAULT))).isEqualTo(acknowledged.get());
    }
  }

  private void crashTwice(AtomicInteger acknowledged) {
    for (int time = 0; time < 2; time++) {
      waitForMore(acknowledged);
      server.crash();
      server.start();
      waitForMore(acknowledged);
    }
  }

  private static void waitForMore(AtomicInteger acknowledged) {
    int enough = acknowledged.get() + 50;
    while (acknowledged.get() < enough) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aWriteWhoseCommitWasLostIsDoneOnce() {
    PostgresOptions options = Tables.fresh().build();
    LosingDataSource losing = new LosingDataSource(server.dataSource());
    try (PostgresMemoryStore store = PostgresMemoryStore.open(losing.dataSource(), options)) {
      MemoryWriter writer = store.writer(Tenant.DEFAULT);
      MemoryReader reader = store.reader(Tenant.DEFAULT);
      writer.upsert(List.of(Memories.pointing(1, 1, 2, 3)));

      losing.loseAfterNextCommits(1);
      assertThat(writer.adjust(COUNTED, UsageDelta.recalled())).isTrue();
      assertThat(recalls(reader)).isEqualTo(1);

      losing.loseBeforeNextCommits(2);
      assertThat(writer.adjust(COUNTED, UsageDelta.recalled())).isTrue();
      assertThat(recalls(reader)).isEqualTo(2);

      losing.loseAfterNextCommits(1);
      assertThat(writer.delete(List.of(COUNTED), Memories.NOW)).isEqualTo(1);
      assertThat(reader.get(COUNTED)).isEmpty();
    }
  }
}
