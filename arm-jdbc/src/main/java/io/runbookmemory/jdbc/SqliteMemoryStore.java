package io.runbookmemory.jdbc;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.jdbc.artifact.JdbcArtifacts;
import io.runbookmemory.jdbc.ledger.JdbcLeases;
import io.runbookmemory.jdbc.ledger.JdbcLedger;
import io.runbookmemory.jdbc.ledger.StoreClock;
import io.runbookmemory.jdbc.rows.MemoryRows;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.artifact.ArtifactStore;
import io.runbookmemory.store.lease.Leases;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.text.OperationsTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Memories, ledgers and leases in one SQLite file. Several processes of one machine may open the
 * same file; a file on a network share is not safe, since SQLite's write-ahead log needs shared
 * memory. The application brings the driver, {@code org.xerial:sqlite-jdbc}, with SQLite 3.43 or
 * newer. Thread-safe.
 *
 * <ul>
 *   <li>Vectors are compared one by one, so that a search is exact and takes time in proportion to
 *       the passages that pass the filter. Once searches have read as many rows as there are
 *       passages they are kept in memory, in a quarter of the heap at most, which the JVM may take
 *       back; then a search takes little longer than to read them there.
 *   <li>Words are found and scored by SQLite's full-text index, FTS5.
 *   <li>Leases go by the process's clock: the system's, unless another is handed in. Processes
 *       whose clocks differ grant too early or too late, and fencing keeps what they append apart.
 *   <li>A write that returned is on the disk. Writers wait for each other as long as {@link
 *       SqliteOptions#patience()} says, then get an {@link
 *       io.runbookmemory.error.UnavailableException}; readers wait for nobody.
 *   <li>A statement that takes longer than {@link SqliteOptions#statementTimeout()} is cancelled,
 *       and one whose caller waits no longer ({@link MemoryReader#within}) sooner.
 * </ul>
 */
public final class SqliteMemoryStore implements MemoryStore, LedgerStore {

  /** The version of the tokens in the index of words; with another the index is built again. */
  static final int TOKENIZER = OperationsTokenizer.VERSION;

  private final SqliteDatabase database;
  private final JdbcLeases leases;

  private SqliteMemoryStore(SqliteDatabase database, InstantSource clock) {
    this.database = database;
    this.leases = new JdbcLeases(database, StoreClock.of(clock));
  }

  /**
   * Opens the store in a file, which is made if there is none; its directory must be there.
   *
   * @param file where the memories are kept, besides {@code -wal} and {@code -shm} beside it
   * @return an open store
   * @throws ConfigurationException if the driver is missing, the file cannot be written, is another
   *     program's or was written by a newer release
   * @throws io.runbookmemory.error.CorruptStoreException if the file is damaged or no SQLite file
   * @throws io.runbookmemory.error.UnavailableException if another process keeps it locked
   */
  public static SqliteMemoryStore open(Path file) {
    return open(file, SqliteOptions.builder().build());
  }

  /**
   * Opens the store in a file as {@link #open(Path)} does.
   *
   * @param file where the memories are kept, besides {@code -wal} and {@code -shm} beside it
   * @param clock what leases go by
   * @return an open store
   */
  public static SqliteMemoryStore open(Path file, InstantSource clock) {
    return open(file, SqliteOptions.builder().clock(clock).build());
  }

  /**
   * Opens the store in a file as {@link #open(Path)} does.
   *
   * @param file where the memories are kept, besides {@code -wal} and {@code -shm} beside it
   * @param options how
   * @return an open store
   */
  public static SqliteMemoryStore open(Path file, SqliteOptions options) {
    String name = file.toString();
    if (Files.isDirectory(file)) {
      throw new ConfigurationException(name, name + " must be a file, got a directory");
    }
    // The driver takes what follows a question mark for settings.
    if (name.contains("?")) {
      throw new ConfigurationException(name, "a SQLite file's path must not have a '?': " + name);
    }
    String url = "jdbc:sqlite:" + file.toAbsolutePath();
    requireDriver(name, url);
    return open(
        new SqliteDatabase(name, () -> DriverManager.getConnection(url), options),
        options.clock(),
        TOKENIZER);
  }

  private static void requireDriver(String name, String url) {
    try {
      DriverManager.getDriver(url);
    } catch (SQLException e) {
      throw new ConfigurationException(
          name, "the driver org.xerial:sqlite-jdbc must be on the class path, got none", e);
    }
  }

  /**
   * Opens the store in the file that a data source connects to, which is made if there is none.
   *
   * @param dataSource connects to one SQLite file, such as {@code org.sqlite.SQLiteDataSource}; a
   *     few connections are kept open until the store is closed
   * @return an open store
   * @throws ConfigurationException if the file cannot be opened or written, is another program's or
   *     was written by a newer release
   * @throws io.runbookmemory.error.CorruptStoreException if the file is damaged or no SQLite file
   * @throws io.runbookmemory.error.UnavailableException if another process keeps it locked
   */
  public static SqliteMemoryStore open(DataSource dataSource) {
    return open(dataSource, SqliteOptions.builder().build());
  }

  /**
   * Opens the store in the file that a data source connects to, as {@link #open(DataSource)} does.
   *
   * @param dataSource connects to one SQLite file; a few connections are kept open until the store
   *     is closed
   * @param options how
   * @return an open store
   */
  public static SqliteMemoryStore open(DataSource dataSource, SqliteOptions options) {
    return open(
        new SqliteDatabase(nameOf(dataSource), dataSource::getConnection, options),
        options.clock(),
        TOKENIZER);
  }

  private static String nameOf(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      return connection.getMetaData().getURL().replaceFirst("^jdbc:sqlite:", "");
    } catch (SQLException e) {
      throw SqliteFault.of("the SQLite store", e);
    }
  }

  static SqliteMemoryStore open(SqliteDatabase database, InstantSource clock, int tokenizer) {
    try {
      new SqliteSchema(database, SqliteSchema.MIGRATIONS).prepare(tokenizer);
      SqliteView.createIfMissing(database);
      return new SqliteMemoryStore(database, clock);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /**
   * Copies the store, all tenants and their ledgers as of one moment, into a file that opens as a
   * store itself, while others read and write. The file is there whole or not at all, and replaces
   * one that stood there.
   *
   * @param into the copy; its directory must be there
   * @throws io.runbookmemory.error.UnavailableException if the file cannot be written
   */
  public void backup(Path into) {
    Path part = into.resolveSibling(into.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      database.copyInto(part);
      Files.move(part, into, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UnavailableException(
          into.toString(), "the backup cannot be written to " + into + ": " + e, e);
    }
  }

  @Override
  public MemoryReader reader(Tenant tenant) {
    database.requireOpen();
    return new JdbcReader(database, tenant);
  }

  @Override
  public MemoryWriter writer(Tenant tenant) {
    database.requireOpen();
    return new JdbcWriter(database, tenant);
  }

  @Override
  public Ledger ledger(Tenant tenant) {
    database.requireOpen();
    return new JdbcLedger(database, leases, tenant);
  }

  @Override
  public Leases leases() {
    database.requireOpen();
    return leases;
  }

  /**
   * Returns the artifacts of a tenant, which are kept here as the memories are.
   *
   * @param tenant whose; the same bytes of two tenants are kept twice
   * @param maxBytes the size of the largest artifact, at least 1; what is there already may be
   *     larger
   * @return a light object
   */
  public ArtifactStore artifacts(Tenant tenant, long maxBytes) {
    database.requireOpen();
    return new JdbcArtifacts(database, tenant, maxBytes);
  }

  @Override
  public Optional<EmbeddingSpace> space() {
    return database.read(MemoryRows::space);
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(true, true, false);
  }

  @Override
  public void close() {
    database.close();
  }
}
