package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.text.OperationsTokenizer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Daemons of a new release that start at once on a store of the first one. */
@Timeout(120)
class MigrationRaceTest {

  private static final int DAEMONS = 4;

  /** Takes seconds, on any machine. */
  private static final String COUNTING =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000000)"
          + " SELECT count(*) FROM n";

  @TempDir Path directory;

  /** A daemon: opens a store, says so, and appends an entry when it is told to go on. */
  static final class Daemon {

    private Daemon() {}

    public static void main(String[] arguments) throws Exception {
      int number = Integer.parseInt(arguments[0]);
      System.out.println("ready");
      if (System.in.read() < 0) {
        return;
      }
      if (arguments[1].equals("sqlite")) {
        try (SqliteMemoryStore store = SqliteMemoryStore.open(Path.of(arguments[2]))) {
          store.ledger(Tenant.DEFAULT).append(List.of(Entries.entry(number)));
        }
      } else {
        PGSimpleDataSource source = TestServer.dataSource(Integer.parseInt(arguments[2]), "");
        PostgresOptions options = PostgresOptions.builder().schema(arguments[3]).build();
        try (PostgresMemoryStore store = PostgresMemoryStore.open(source, options)) {
          store.ledger(Tenant.DEFAULT).append(List.of(Entries.entry(number)));
        }
      }
      System.out.println("appended");
    }
  }

  /** Starts daemons, lets them all go at once, and asserts that each has done its work. */
  private static void race(String... where) throws Exception {
    List<ForkedJvm> daemons = new ArrayList<>();
    try {
      for (int i = 0; i < DAEMONS; i++) {
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(i)));
        arguments.addAll(List.of(where));
        daemons.add(ForkedJvm.start(Daemon.class, arguments.toArray(String[]::new)));
      }
      for (ForkedJvm daemon : daemons) {
        assertThat(daemon.line()).isEqualTo("ready");
      }
      for (ForkedJvm daemon : daemons) {
        daemon.goOn();
      }
      for (ForkedJvm daemon : daemons) {
        assertThat(daemon.lines()).containsExactly("appended");
        assertThat(daemon.exitCode()).isZero();
      }
    } finally {
      daemons.forEach(ForkedJvm::close);
    }
  }

  @Test
  void oneBringsAFileOfFormatOneUpToDateAndTheOthersWait() throws Exception {
    Path file = directory.resolve("memories.db");
    try (SqliteDatabase old = sqlite(file)) {
      new SqliteSchema(old, SqliteSchema.MIGRATIONS.subList(0, 1)).prepare(1);
      new JdbcWriter(old, Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
    }

    race("sqlite", file.toString());

    try (SqliteMemoryStore store = SqliteMemoryStore.open(file)) {
      assertThat(store.reader(Tenant.DEFAULT).get(Memories.id(1))).isPresent();
      assertThat(store.ledger(Tenant.DEFAULT).read(EntryFilter.of(Entries.STREAM), 0, 100))
          .hasSize(DAEMONS);
    }
    try (SqliteDatabase database = sqlite(file)) {
      assertThat(database.<Long>read(session -> session.number("PRAGMA user_version")))
          .isEqualTo(SqliteSchema.MIGRATIONS.size());
    }
  }

  private static SqliteDatabase sqlite(Path file) {
    return new SqliteDatabase(
        "memories.db",
        () -> DriverManager.getConnection("jdbc:sqlite:" + file),
        SqliteOptions.builder().patience(Duration.ofMillis(50)).build());
  }

  @Test
  void oneBringsASchemaOfFormatOneUpToDateAndTheOthersWait() throws Exception {
    PGSimpleDataSource source = PostgresServer.get().dataSource();
    PostgresOptions options = Tables.fresh().build();
    PostgresMemoryStore.open(
            source, options, PostgresSchema.MIGRATIONS.subList(0, 1), OperationsTokenizer.VERSION)
        .close();
    assertThat(Tables.rows(source, options, "SELECT format FROM store"))
        .containsExactly(List.of("1"));

    race("postgres", Integer.toString(source.getPortNumbers()[0]), options.schema());

    assertThat(Tables.rows(source, options, "SELECT format FROM store"))
        .containsExactly(List.of("" + PostgresSchema.MIGRATIONS.size()));
    try (PostgresMemoryStore store = PostgresMemoryStore.open(source, options)) {
      assertThat(store.ledger(Tenant.DEFAULT).read(EntryFilter.of(Entries.STREAM), 0, 100))
          .hasSize(DAEMONS);
    }
  }

  /** So long that the patience for locks of writers is over before the first has done it. */
  @Test
  void whoMigratesIsWaitedForLongerThanAWriter() throws Exception {
    Path file = directory.resolve("memories.db");
    try (SqliteDatabase first = sqlite(file);
        SqliteDatabase second = sqlite(file);
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      first.useWriteAheadLog();
      Future<Long> making =
          threads.submit(
              () ->
                  first.define(
                      session -> {
                        session.update("CREATE TABLE made (n)");
                        return session.number(COUNTING);
                      }));
      while (!isLocked(second)) {
        Thread.onSpinWait();
      }
      Future<Long> waiting =
          threads.submit(
              () -> second.define(session -> session.number("SELECT count(*) FROM made")));

      assertThat(making.get()).isPositive();
      assertThat(waiting.get()).isZero();
    }
  }

  private static boolean isLocked(SqliteDatabase database) {
    try {
      return database.write(session -> false);
    } catch (UnavailableException e) {
      return true;
    }
  }

  /** Another process migrates, for longer than a statement of the waiter's may take. */
  @Test
  void whoMigratesASchemaIsWaitedForLongerThanAStatementMayTake() throws Exception {
    PGSimpleDataSource source = PostgresServer.get().dataSource();
    PostgresOptions options = Tables.fresh().statementTimeout(Duration.ofMillis(300)).build();
    PostgresMemoryStore.open(
            source, options, PostgresSchema.MIGRATIONS.subList(0, 1), OperationsTokenizer.VERSION)
        .close();
    String waitsForASecond =
        "SELECT a.pid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
            + " WHERE l.locktype = 'advisory' AND NOT l.granted"
            + " AND a.query_start < clock_timestamp() - interval '1 second'";
    try (Connection other = source.getConnection();
        PreparedStatement lock =
            other.prepareStatement("SELECT pg_advisory_xact_lock(?, hashtext(?))");
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      other.setAutoCommit(false);
      lock.setInt(1, PostgresDatabase.LOCK);
      lock.setString(2, options.schema());
      assertThat(lock.execute()).isTrue();
      Future<PostgresMemoryStore> waiter =
          threads.submit(() -> PostgresMemoryStore.open(source, options));
      while (!waiter.isDone() && Tables.rows(source, options, waitsForASecond).isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(waiter.isDone()).as("still waits").isFalse();
      other.commit();
      try (PostgresMemoryStore store = waiter.get()) {
        assertThat(store.ledger(Tenant.DEFAULT).append(List.of(Entries.entry(1)))).hasSize(1);
      }
    }
  }
}
