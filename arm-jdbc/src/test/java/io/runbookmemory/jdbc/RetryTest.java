package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.jdbc.transaction.Database;
import io.runbookmemory.jdbc.transaction.Deadline;
import io.runbookmemory.jdbc.transaction.Session;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried again, how often and after which pauses; and what is not. */
@Timeout(60)
class RetryTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int BUSY = 5;

  private final List<Long> pauses = new ArrayList<>();

  private Attempts.Policy policy(long seed) {
    return new Attempts.Policy(
        Duration.ofMillis(20), Duration.ofSeconds(1), new Random(seed), pauses::add);
  }

  private Database postgres(FailingDataSource source, Duration patience) {
    PostgresOptions options = PostgresOptions.builder().patience(patience).build();
    return new PostgresDatabase("the store", source.dataSource(), options, policy(1));
  }

  private Database sqlite(FailingDataSource source, Duration patience) {
    SqliteOptions options = SqliteOptions.builder().patience(patience).build();
    return new SqliteDatabase(
        "the store", source::connection, options, new SqliteDialect(), policy(1));
  }

  private static String send(Session session) throws SQLException {
    session.execute("SELECT 7");
    return "sent";
  }

  private static SQLException state(String state) {
    return new SQLException("told by the server", state);
  }

  private static SQLException code(int code) {
    return new SQLException("told by SQLite", null, code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08000", "08001", "08003", "08006", "08007", "40001", "40002", "40P01", "53000", "53100",
        "53200", "53300", "57P01", "57P02", "57P03", "57P04", "57P05"
      })
  void whatPostgresMaySoonDoIsTriedAgainUntilItDoes(String state) {
    FailingDataSource source = new FailingDataSource(state(state), 3);

    assertThat(postgres(source, HOUR).read(RetryTest::send)).isEqualTo("sent");
    assertThat(source.attempts()).as("three that failed, and the one that did not").isEqualTo(4);
    assertThat(pauses).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "40001", "40P01", "53300", "57P01"})
  void whatStaysSoIsUnavailableOnceThePatienceIsOver(String state) {
    FailingDataSource source = new FailingDataSource(state(state), Integer.MAX_VALUE);

    assertThatThrownBy(() -> postgres(source, Duration.ofMillis(50)).read(RetryTest::send))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("try again later");
    assertThat(source.attempts()).isGreaterThan(1).isEqualTo(pauses.size() + 1);
    FailingDataSource hasty = new FailingDataSource(state(state), Integer.MAX_VALUE);
    assertThatThrownBy(() -> postgres(hasty, Duration.ZERO).read(RetryTest::send))
        .isInstanceOf(UnavailableException.class);
    assertThat(hasty.attempts()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "08004, ConfigurationException",
    "0LP01, ConfigurationException",
    "22001, CorruptStoreException",
    "22021, CorruptStoreException",
    "23505, CorruptStoreException",
    "25006, ConfigurationException",
    "28P01, ConfigurationException",
    "3D000, ConfigurationException",
    "42501, ConfigurationException",
    "42601, CorruptStoreException",
    "42703, CorruptStoreException",
    "42P01, CorruptStoreException",
    "42P07, ConfigurationException",
    "55P03, UnavailableException",
    "57014, UnavailableException",
    "58030, UnavailableException",
    "XX000, CorruptStoreException",
    "XX001, CorruptStoreException",
  })
  void whatPostgresWillNotDoIsTriedOnce(String state, String told) {
    FailingDataSource source = new FailingDataSource(state(state), 1);

    ArmException fault =
        catchThrowableOfType(
            ArmException.class, () -> postgres(source, HOUR).read(RetryTest::send));

    assertThat(fault.getClass().getSimpleName()).isEqualTo(told);
    assertThat(source.attempts()).isEqualTo(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void aPoolThatGivesNoConnectionYetIsAskedAgain() {
    SQLException full = new SQLTransientConnectionException("no connection is free");
    FailingDataSource source = new FailingDataSource(full, 2);

    assertThat(postgres(source, HOUR).read(RetryTest::send)).isEqualTo("sent");
    assertThat(source.attempts()).isEqualTo(3);
  }

  /** Extended codes among them: SQLITE_BUSY_RECOVERY, SQLITE_BUSY_SNAPSHOT. */
  @ParameterizedTest
  @ValueSource(ints = {BUSY, BUSY | 1 << 8, BUSY | 2 << 8})
  void aSqliteFileThatAnotherHasLockedIsTriedAgain(int code) {
    FailingDataSource source = new FailingDataSource(code(code), 3);

    assertThat(sqlite(source, HOUR).read(RetryTest::send)).isEqualTo("sent");
    assertThat(source.attempts()).isEqualTo(4);
    assertThat(pauses).hasSize(3);
    FailingDataSource writing = new FailingDataSource(code(code), 3);
    assertThat(sqlite(writing, HOUR).write(RetryTest::send)).isEqualTo("sent");
    assertThat(writing.attempts()).isEqualTo(4);
  }

  @Test
  void aSqliteFileThatStaysLockedIsUnavailableOnceThePatienceIsOver() {
    FailingDataSource source = new FailingDataSource(code(BUSY), Integer.MAX_VALUE);

    assertThatThrownBy(() -> sqlite(source, Duration.ofMillis(50)).write(RetryTest::send))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("try again later");
    assertThat(source.attempts()).isGreaterThan(1).isEqualTo(pauses.size() + 1);
  }

  /** PERM, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CONSTRAINT, NOTADB. */
  @ParameterizedTest
  @CsvSource({
    "3, ConfigurationException",
    "7, UnavailableException",
    "8, ConfigurationException",
    "9, UnavailableException",
    "10, UnavailableException",
    "11, CorruptStoreException",
    "13, UnavailableException",
    "19, CorruptStoreException",
    "26, CorruptStoreException",
  })
  void whatSqliteWillNotDoIsTriedOnce(int code, String told) {
    FailingDataSource source = new FailingDataSource(code(code), 1);

    ArmException fault =
        catchThrowableOfType(ArmException.class, () -> sqlite(source, HOUR).write(RetryTest::send));

    assertThat(fault.getClass().getSimpleName()).isEqualTo(told);
    assertThat(source.attempts()).isEqualTo(1);
  }

  @Test
  void aCallersDeadlineEndsTheAttemptsBeforeThePatienceDoes() {
    Deadline soon = Deadline.in(Duration.ofMillis(50));
    FailingDataSource lost = new FailingDataSource(state("08006"), Integer.MAX_VALUE);
    assertThatThrownBy(() -> postgres(lost, HOUR).read(soon, RetryTest::send))
        .isInstanceOf(UnavailableException.class);

    Deadline next = Deadline.in(Duration.ofMillis(50));
    FailingDataSource locked = new FailingDataSource(code(BUSY), Integer.MAX_VALUE);
    assertThatThrownBy(() -> sqlite(locked, HOUR).read(next, RetryTest::send))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("locked by another writer");
    assertThat(locked.attempts()).isGreaterThan(1);
  }

  @Test
  void pausesGrowAndARandomHalfOfEachKeepsThoseApartWhoFailedTogether() {
    assertThat(pausesOf(1)).isEqualTo(pausesOf(1)).isNotEqualTo(pausesOf(2));
    long longest = Duration.ofMillis(20).toNanos();
    for (long pause : pausesOf(3)) {
      assertThat(pause).isGreaterThanOrEqualTo(longest / 2).isLessThan(longest);
      longest = Math.min(2 * longest, Duration.ofSeconds(1).toNanos());
    }
  }

  private List<Long> pausesOf(long seed) {
    pauses.clear();
    Attempts attempts = policy(seed).begin(HOUR, Deadline.NONE);
    for (int i = 0; i < 10; i++) {
      assertThat(attempts.again()).isTrue();
    }
    return List.copyOf(pauses);
  }
}
