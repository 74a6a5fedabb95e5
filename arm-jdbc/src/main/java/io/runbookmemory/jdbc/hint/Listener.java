package io.runbookmemory.jdbc.hint;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens on a connection, and on the next one when that is lost. Faults are not told: whoever is
 * hinted asks at its interval in any case, and says then what the matter is.
 */
final class Listener implements Runnable {

  /** How often a connection on which nothing is heard is checked to be alive. */
  private static final Duration CHECKED = Duration.ofSeconds(30);

  private static final int ANSWERS_WITHIN_SECONDS = 5;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final DataSource dataSource;
  private final String channel;
  private final Runnable changed;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Connection current;

  Listener(DataSource dataSource, String channel, Runnable changed) {
    this.dataSource = dataSource;
    this.channel = channel;
    this.changed = changed;
  }

  @Override
  public void run() {
    long pause = FIRST_PAUSE.toNanos();
    while (!isEnded()) {
      try {
        listen();
        pause = FIRST_PAUSE.toNanos();
      } catch (SQLException e) {
        pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
      }
      rest(pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2));
    }
  }

  private boolean isEnded() {
    return ended.getCount() == 0;
  }

  private void rest(long nanos) {
    try {
      ended.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      end();
    }
  }

  /** Listens until the connection is lost, or until the end. */
  private void listen() throws SQLException {
    Connection connection = dataSource.getConnection();
    current = connection;
    try {
      PGConnection driver = connection.unwrap(PGConnection.class);
      // Of a server that is frozen, too, no answer is waited for without end. It stays so set.
      connection.setNetworkTimeout(
          Runnable::run, (int) TimeUnit.SECONDS.toMillis(ANSWERS_WITHIN_SECONDS));
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("LISTEN \"" + channel.replace("\"", "\"\"") + '"');
      }
      // For what was told while nobody listened.
      changed.run();
      while (!isEnded() && hears(driver, connection)) {
        changed.run();
      }
    } finally {
      current = null;
      // Not given back: the next who got it from a pool would be told what it did not ask for.
      connection.abort(Runnable::run);
      connection.close();
    }
  }

  /** Waits until something is heard; false if the connection is lost, or at the end. */
  private boolean hears(PGConnection driver, Connection connection) throws SQLException {
    while (!isEnded()) {
      PGNotification[] heard = driver.getNotifications((int) CHECKED.toMillis());
      if (heard != null && heard.length > 0) {
        return true;
      }
      if (!connection.isValid(ANSWERS_WITHIN_SECONDS)) {
        return false;
      }
    }
    return false;
  }

  /** Ends at once, also amid waiting. */
  void end() {
    ended.countDown();
    Connection open = current;
    if (open != null) {
      try {
        open.abort(Runnable::run);
      } catch (SQLException e) {
        // Then it ends when it is next checked.
        return;
      }
    }
  }
}
