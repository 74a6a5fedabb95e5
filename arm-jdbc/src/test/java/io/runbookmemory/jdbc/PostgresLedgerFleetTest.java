package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.lease.Leases;
import io.runbookmemory.store.ledger.AppendResult;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.PostedEntry;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several daemons, each with connections of its own that get lost, on one server. */
@Timeout(120)
class PostgresLedgerFleetTest {

  private static final int DAEMONS = 8;
  private static final int ROUNDS = 30;

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

  /** Loses a connection now before, now after a commit. */
  private static void trouble(LosingDataSource losing, int round) {
    if (round % 3 == 0) {
      losing.loseAfterNextCommits(1);
    } else if (round % 3 == 1) {
      losing.loseBeforeNextCommits(1);
    }
  }

  @Test
  void nothingThatManyAppendIsLostDoubledOrMissed() throws Exception {
    PostgresOptions options = Tables.fresh().build();
    PostgresMemoryStore.open(server.dataSource(), options).close();
    AtomicInteger appending = new AtomicInteger(DAEMONS - 1);
    List<PostedEntry> followed = new ArrayList<>();

    together(
        daemon -> {
          try (HikariDataSource pool = PostgresServer.pool(server.dataSource(), 2)) {
            LosingDataSource losing = new LosingDataSource(pool);
            try (PostgresMemoryStore store =
                PostgresMemoryStore.open(losing.dataSource(), options)) {
              Ledger ledger = store.ledger(Tenant.DEFAULT);
              if (daemon == 0) {
                follow(ledger, appending, followed);
              } else {
                append(ledger, losing, daemon);
              }
            } finally {
              appending.decrementAndGet();
            }
          }
        });

    try (PostgresMemoryStore store = PostgresMemoryStore.open(server.dataSource(), options)) {
      List<PostedEntry> all =
          store.ledger(Tenant.DEFAULT).read(EntryFilter.of(Entries.STREAM), 0, 10_000);
      assertThat(followed).isEqualTo(all).hasSize(3 * ROUNDS * (DAEMONS - 1));
      assertThat(all.getLast().position()).isEqualTo(all.size());
    }
  }

  private static void append(Ledger ledger, LosingDataSource losing, int daemon) {
    for (int round = 0; round < ROUNDS; round++) {
      int first = 1000 * daemon + 3 * round;
      List<LedgerEntry> batch = IntStream.range(first, first + 3).mapToObj(Entries::entry).toList();
      trouble(losing, round);
      List<Long> positions = ledger.append(batch);
      assertThat(positions).hasSize(3);
      if (round % 5 == 0) {
        assertThat(ledger.append(batch)).as("as if it had not been told").isEqualTo(positions);
      }
    }
  }

  private static void follow(Ledger ledger, AtomicInteger appending, List<PostedEntry> followed) {
    boolean last;
    do {
      last = appending.get() == 0;
      List<PostedEntry> page;
      do {
        long position = followed.isEmpty() ? 0 : followed.getLast().position();
        page = ledger.read(EntryFilter.of(Entries.STREAM), position, 50);
        followed.addAll(page);
      } while (!page.isEmpty());
    } while (!last);
  }

  @Test
  void ofManyDaemonsThatLoseConnectionsOneAtATimeHolds() throws Exception {
    PostgresOptions options = Tables.fresh().build();
    PostgresMemoryStore.open(server.dataSource(), options).close();
    AtomicInteger inside = new AtomicInteger();
    List<Long> tokens = Collections.synchronizedList(new ArrayList<>());

    together(
        daemon -> {
          try (HikariDataSource pool = PostgresServer.pool(server.dataSource(), 2)) {
            LosingDataSource losing = new LosingDataSource(pool);
            try (PostgresMemoryStore store =
                PostgresMemoryStore.open(losing.dataSource(), options)) {
              int granted = 0;
              while (granted < 6) {
                trouble(losing, granted);
                if (store.leases().acquire(Entries.claim("daemon " + daemon))
                    instanceof Acquisition.Granted mine) {
                  assertThat(inside.incrementAndGet()).as("holders").isEqualTo(1);
                  tokens.add(mine.lease().token());
                  granted++;
                  trouble(losing, granted);
                  inside.decrementAndGet();
                  assertThat(store.leases().release(mine.lease())).isTrue();
                }
              }
            }
          }
        });

    assertThat(tokens).hasSize(6 * DAEMONS).isSorted().doesNotHaveDuplicates();
    assertThat(tokens.getLast()).as("none was granted and lost").isEqualTo(6L * DAEMONS);
  }

  @Test
  void aLeaseWhoseGrantOrRenewalWasLostIsTheHolders() {
    LosingDataSource losing = new LosingDataSource(server.dataSource());
    try (PostgresMemoryStore store =
        PostgresMemoryStore.open(losing.dataSource(), Tables.fresh().build())) {
      Leases leases = store.leases();

      losing.loseAfterNextCommits(1);
      Lease lease = Entries.granted(leases.acquire(Entries.claim("a")));
      assertThat(lease.token()).isEqualTo(1);

      losing.loseBeforeNextCommits(2);
      assertThat(leases.renew(lease)).isPresent();

      losing.loseAfterNextCommits(1);
      AppendResult result = store.ledger(Tenant.DEFAULT).append(List.of(Entries.entry(1)), lease);
      assertThat(result).isEqualTo(new AppendResult.Appended(List.of(1L)));

      losing.loseAfterNextCommits(1);
      assertThat(leases.release(lease)).isTrue();
    }
  }

  @Test
  void aLongWriteHoldsUpAppendsButNoLease() throws Exception {
    PostgresOptions options =
        Tables.fresh().statementTimeout(Duration.ofMillis(500)).patience(Duration.ZERO).build();
    try (PostgresMemoryStore store = PostgresMemoryStore.open(server.dataSource(), options);
        Connection other = server.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT * FROM " + Tables.quoted(options) + ".store FOR UPDATE");

      Lease lease = Entries.granted(store.leases().acquire(Entries.claim("a")));
      assertThat(store.leases().renew(lease)).isPresent();
      assertThatThrownBy(
              () -> store.ledger(Tenant.DEFAULT).append(List.of(Entries.entry(1)), lease))
          .isInstanceOf(UnavailableException.class);
      assertThat(store.leases().release(lease)).isTrue();
      other.rollback();
    }
  }

  @Test
  void anAppendThatMeetsAGrantUnderWayIsFencedByIt() throws Exception {
    PostgresOptions options = Tables.fresh().statementTimeout(Duration.ofMinutes(1)).build();
    try (PostgresMemoryStore store = PostgresMemoryStore.open(server.pool(), options);
        Connection other = server.dataSource().getConnection();
        Statement statement = other.createStatement();
        ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Lease old = Entries.granted(store.leases().acquire(Entries.claim("a")));
      other.setAutoCommit(false);
      statement.execute("UPDATE " + Tables.quoted(options) + ".lease SET token = 2, owner = 'b'");

      Future<AppendResult> appended =
          thread.submit(() -> store.ledger(Tenant.DEFAULT).append(List.of(Entries.entry(1)), old));
      waitUntilSomebodyWaits(options);
      other.commit();

      assertThat(appended.get()).isEqualTo(new AppendResult.Fenced(old, 2));
      assertThat(store.ledger(Tenant.DEFAULT).last(EntryFilter.of(Entries.STREAM))).isEmpty();
    }
  }

  private void waitUntilSomebodyWaits(PostgresOptions options) throws Exception {
    String waiting =
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            + " AND query LIKE 'UPDATE lease%'";
    while (Tables.rows(server.dataSource(), options, waiting).equals(List.of(List.of("0")))) {
      Thread.sleep(5);
    }
  }
}
