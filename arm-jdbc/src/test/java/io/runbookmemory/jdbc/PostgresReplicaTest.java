package io.runbookmemory.jdbc;

import static io.runbookmemory.jdbc.Memories.NOW;
import static io.runbookmemory.jdbc.Memories.id;
import static io.runbookmemory.jdbc.Memories.pointing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.jdbc.hint.PostgresHint;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.replica.ReplicaStatus;
import io.runbookmemory.store.replica.ReplicatedMemoryStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A replica of a store on a real server, which is stopped and started. */
@Timeout(300)
class PostgresReplicaTest {

  @TempDir Path directory;
  private PostgresServer server;
  private PostgresOptions options;

  @BeforeEach
  void server() {
    server = PostgresServer.get();
    options = Tables.fresh().patience(Duration.ofSeconds(5)).announceWrites(true).build();
  }

  @AfterEach
  void leaveItRunning() {
    if (!answers()) {
      server.start();
    }
  }

  private ReplicatedMemoryStore.Builder replica(HikariDataSource pool) {
    return ReplicatedMemoryStore.builder(
            () -> PostgresMemoryStore.open(pool, options),
            directory.resolve("replica"),
            path -> new ExactMemoryStore(),
            InstantSource.system())
        .tenants(List.of(Tenant.DEFAULT));
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("what is waited for came in time").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static void write(MemoryStore store, int number) {
    store.writer(Tenant.DEFAULT).upsert(List.of(pointing(number, number, 2, 3)));
  }

  private static long copied(ReplicatedMemoryStore replica) {
    return replica.status(Tenant.DEFAULT).position();
  }

  @Test
  void recallGoesOnWhileTheServerIsDownAndCatchesUpWhenItIsBack() {
    try (HikariDataSource pool = PostgresServer.pool(server.dataSource(), 4);
        ReplicatedMemoryStore replica = replica(pool).open()) {
      write(replica, 1);
      write(replica, 2);
      await(() -> copied(replica) == 2 && replica.status(Tenant.DEFAULT).asOf() != null);
      MemoryReader reader = replica.reader(Tenant.DEFAULT);
      SearchRequest request =
          SearchRequest.vector(
                  pointing(1, 1, 2, 3).passages().getFirst().embedding(), Memories.SPACE, NOW)
              .build();
      List<?> before = reader.search(request);

      server.crash();
      long begin = System.nanoTime();
      assertThat(reader.search(request)).isEqualTo(before).hasSize(2);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
      assertThat(reader.staleness().orElseThrow().complete()).isTrue();
      assertThatThrownBy(() -> write(replica, 3)).isInstanceOf(UnavailableException.class);

      server.start();
      try (PostgresMemoryStore other = PostgresMemoryStore.open(server.dataSource(), options)) {
        write(other, 4);
      }
      begin = System.nanoTime();
      await(() -> copied(replica) == 3 && replica.status(Tenant.DEFAULT).reached());
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
      assertThat(reader.get(id(4))).isPresent();
      assertThat(reader.staleness()).isEmpty();
    }
  }

  @Test
  void aReplicaThatListensHearsOfAWriteBeforeItsInterval() {
    try (HikariDataSource pool = PostgresServer.pool(server.dataSource(), 4);
        PostgresMemoryStore other = PostgresMemoryStore.open(server.dataSource(), options);
        ReplicatedMemoryStore replica =
            replica(pool)
                .interval(Duration.ofDays(1))
                .hint(new PostgresHint(server.dataSource(), options))
                .open()) {
      for (int i = 1; i <= 5; i++) {
        write(other, i);
        int position = i;
        await(() -> copied(replica) == position);
      }

      server.crash();
      server.start();
      write(other, 6);
      await(() -> copied(replica) == 6);
    }
  }

  @Test
  void nothingIsToldOfAWriteThatIsNotAnnouncedOrNotDone() {
    AtomicInteger hints = new AtomicInteger();
    PostgresHint hint = new PostgresHint(server.dataSource(), options);
    PostgresOptions silent =
        PostgresOptions.builder().schema(options.schema()).announceWrites(false).build();
    var listening = hint.listen(hints::incrementAndGet);
    try (PostgresMemoryStore store = PostgresMemoryStore.open(server.dataSource(), options);
        PostgresMemoryStore quiet = PostgresMemoryStore.open(server.dataSource(), silent)) {
      await(() -> hints.get() == 1);
      write(quiet, 1);
      write(store, 2);
      await(() -> hints.get() > 1);
      assertThat(hints).hasValue(2);
    } finally {
      listening.close();
      listening.close();
    }
    await(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("arm-hint")));
  }

  @Test
  void aServerThatIsThereLaterIsFollowedThen() {
    server.crash();
    try (HikariDataSource pool = pool();
        ReplicatedMemoryStore replica = replica(pool).open()) {
      ReplicaStatus status = replica.status(Tenant.DEFAULT);
      assertThat(status.reached()).isFalse();
      assertThat(status.fault()).contains("the PostgreSQL store");
      assertThat(replica.reader(Tenant.DEFAULT).stats().memories()).isZero();

      server.start();
      write(replica, 1);
      await(() -> copied(replica) == 1);
      assertThat(replica.reader(Tenant.DEFAULT).staleness()).isEmpty();
    }
  }

  /** As a pool must be set for a process that starts while its database is down. */
  private HikariDataSource pool() {
    HikariDataSource pool = PostgresServer.pool(server.dataSource(), 4);
    pool.setInitializationFailTimeout(-1);
    return pool;
  }

  private boolean answers() {
    try (var connection = server.dataSource().getConnection()) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }
}
