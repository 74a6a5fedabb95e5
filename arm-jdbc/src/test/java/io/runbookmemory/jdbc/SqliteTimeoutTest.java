package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.jdbc.transaction.Database;
import io.runbookmemory.jdbc.transaction.Deadline;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing waits without end: no statement, no writer. */
@Timeout(60)
class SqliteTimeoutTest {

  /** Some hours of counting. */
  private static final String SLOW =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000000)"
          + " SELECT count(*) FROM n";

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofMillis(100);

  @TempDir Path directory;

  private SqliteDatabase database(Duration statementTimeout, Duration patience) {
    String url = "jdbc:sqlite:" + directory.resolve("memories.db");
    SqliteOptions options =
        SqliteOptions.builder().statementTimeout(statementTimeout).patience(patience).build();
    return new SqliteDatabase("the store", () -> DriverManager.getConnection(url), options);
  }

  private static void requireUsable(Database database) {
    assertThat(database.<Long>read(session -> session.number("SELECT 7"))).isEqualTo(7);
    assertThat(database.<Long>write(session -> session.number("SELECT 8"))).isEqualTo(8);
  }

  @Test
  void aStatementThatTakesTooLongIsCancelledAndTheStoreGoesOn() {
    try (SqliteDatabase database = database(SOON, HOUR)) {
      assertThatThrownBy(() -> database.read(session -> session.number(SLOW)))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("statementTimeout");
      requireUsable(database);
      assertThatThrownBy(() -> database.write(session -> session.number(SLOW)))
          .isInstanceOf(UnavailableException.class);
      requireUsable(database);
    }
  }

  @Test
  void everyWayToSendAStatementIsWatched() {
    String into = "INSERT INTO counted " + SLOW;
    try (SqliteDatabase database = database(SOON, HOUR)) {
      database.write(session -> session.update("CREATE TABLE counted (n INTEGER)"));
      for (Database.Work<Integer> work :
          List.<Database.Work<Integer>>of(
              session -> session.update(into),
              session -> {
                session.execute(into);
                return 0;
              },
              session -> {
                session.later(into);
                session.flush();
                return 0;
              },
              session -> session.only(new Sql(SLOW), row -> row.getInt(1)).orElseThrow())) {
        assertThatThrownBy(() -> database.write(work)).isInstanceOf(UnavailableException.class);
      }
      assertThat(database.<Long>read(session -> session.number("SELECT count(*) FROM counted")))
          .as("nothing of it is there")
          .isZero();
    }
  }

  @Test
  void aStatementWithinTheRowsOfAnotherIsWatchedToo() {
    try (SqliteDatabase database = database(SOON, HOUR)) {
      assertThatThrownBy(
              () ->
                  database.read(
                      session -> {
                        session.forEach(new Sql("SELECT 1"), row -> session.number(SLOW));
                        return 0;
                      }))
          .isInstanceOf(UnavailableException.class);
      requireUsable(database);
    }
  }

  @Test
  void aCallersDeadlineCancelsAStatementThatMightTakeLonger() {
    try (SqliteDatabase database = database(HOUR, HOUR)) {
      assertThatThrownBy(() -> database.read(Deadline.in(SOON), session -> session.number(SLOW)))
          .isInstanceOf(UnavailableException.class);
      assertThatThrownBy(
              () ->
                  database.read(Deadline.in(Duration.ZERO), session -> session.number("SELECT 7")))
          .as("no time at all")
          .isInstanceOf(UnavailableException.class);
      requireUsable(database);
    }
  }

  @Test
  void manyShortStatementsMayTakeLongTogether() throws Exception {
    try (SqliteDatabase database = database(Duration.ofSeconds(2), HOUR)) {
      long begin = System.nanoTime();
      int sent =
          database.read(
              session -> {
                int count = 0;
                while (System.nanoTime() - begin < Duration.ofSeconds(3).toNanos()) {
                  session.number("SELECT 7");
                  count++;
                }
                return count;
              });
      assertThat(sent).isPositive();
    }
  }

  @Test
  void aWriterOfThisProcessWaitsForItsTurnNoLongerThanItsPatience() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    try (SqliteDatabase database = database(HOUR, SOON);
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Integer> first =
          threads.submit(
              () ->
                  database.write(
                      session -> {
                        begun.countDown();
                        await(enough);
                        return 1;
                      }));
      begun.await();

      assertThatThrownBy(() -> database.write(session -> 2))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("no turn");
      assertThatThrownBy(() -> database.writeRow(session -> 2))
          .isInstanceOf(UnavailableException.class);
      enough.countDown();

      assertThat(first.get()).isEqualTo(1);
      requireUsable(database);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aStoreClosesAlthoughAWriterIsNotDone() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      SqliteDatabase database = database(HOUR, SOON);
      Future<Integer> writer =
          threads.submit(
              () ->
                  database.write(
                      session -> {
                        begun.countDown();
                        await(enough);
                        return 1;
                      }));
      begun.await();

      database.close();
      enough.countDown();

      assertThat(writer.get()).as("who was under way finishes").isEqualTo(1);
      assertThat(directory).isDirectoryNotContaining("glob:**-wal");
    }
  }

  @Test
  void aLockOfAnotherProgramIsWaitedForUntilItIsGone() throws Exception {
    CountDownLatch refused = new CountDownLatch(1);
    Attempts.Policy retries =
        new Attempts.Policy(
            Duration.ofMillis(2),
            Duration.ofMillis(50),
            new Random(1),
            nanos -> {
              refused.countDown();
              LockSupport.parkNanos(nanos);
            });
    String url = "jdbc:sqlite:" + directory.resolve("memories.db");
    SqliteOptions options = SqliteOptions.builder().patience(HOUR).build();
    try (SqliteDatabase database =
            new SqliteDatabase(
                "the store",
                () -> DriverManager.getConnection(url),
                options,
                new SqliteDialect(),
                retries);
        Connection other = DriverManager.getConnection(url);
        Statement statement = other.createStatement();
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      database.useWriteAheadLog();
      statement.execute("BEGIN IMMEDIATE");
      Future<Integer> writer =
          threads.submit(
              () -> database.write(session -> session.update("CREATE TABLE counted (n INTEGER)")));
      statement.execute("COMMIT");

      assertThat(writer.get()).isZero();
    }
  }

  /** The alarm by itself: a session's first statement would be BEGIN, which is hurried. */
  @Test
  void whatIsOfUseToOthersOutlivesTheCallersDeadline() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        Alarm alarm = new Alarm(clock, HOUR, Deadline.in(Duration.ZERO));
        Session session = new Session(connection, new SqliteDialect(), alarm)) {
      assertThatThrownBy(() -> session.number("SELECT 7")).isInstanceOf(SQLTimeoutException.class);

      session.unhurried(() -> assertThat(session.number("SELECT 7")).isEqualTo(7));

      assertThatThrownBy(() -> session.number("SELECT 7")).isInstanceOf(SQLTimeoutException.class);
    }
  }
}
