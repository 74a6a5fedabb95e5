package io.runbookmemory.jdbc.hint;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.jdbc.PostgresOptions;
import io.runbookmemory.store.replica.ChangeHint;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Hears, by LISTEN, what writers tell by NOTIFY whose options say {@link
 * PostgresOptions.Builder#announceWrites}. Each listening occupies a connection for good: give it a
 * data source of its own rather than a pool, and one that reaches the server itself, since a pooler
 * such as PgBouncer that parts sessions into transactions loses what is told. Needs pgJDBC, {@code
 * org.postgresql:postgresql}. Thread-safe.
 */
public final class PostgresHint implements ChangeHint {

  private static final String NAME = "the hint of PostgreSQL";

  private final DataSource dataSource;
  private final String channel;

  /**
   * Creates a hint. Nothing is connected until it is listened to.
   *
   * @param dataSource connects to the store's database; stays open
   * @param options which schema the store has
   * @throws ConfigurationException if pgJDBC is not there
   */
  public PostgresHint(DataSource dataSource, PostgresOptions options) {
    requireDriver();
    this.dataSource = dataSource;
    this.channel = options.schema();
  }

  private static void requireDriver() {
    // Where this is a module, the driver may be on the class path all the same.
    Module own = PostgresHint.class.getModule();
    ClassLoader loader = PostgresHint.class.getClassLoader();
    if (loader != null) {
      own.addReads(loader.getUnnamedModule());
    }
    try {
      Objects.requireNonNull(PGConnection.class);
    } catch (NoClassDefFoundError e) {
      throw new ConfigurationException(
          NAME,
          NAME + " needs pgJDBC: add org.postgresql:postgresql to the class path, or leave it out",
          e);
    }
  }

  @Override
  public Listening listen(Runnable changed) {
    Listener listener = new Listener(dataSource, channel, changed);
    Thread.ofPlatform().name("arm-hint").daemon().start(listener);
    return listener::end;
  }
}
