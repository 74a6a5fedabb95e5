package io.runbookmemory.jdbc;

import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.jdbc.artifact.JdbcArtifacts;
import io.runbookmemory.jdbc.ledger.JdbcLeases;
import io.runbookmemory.jdbc.ledger.JdbcLedger;
import io.runbookmemory.jdbc.ledger.StoreClock;
import io.runbookmemory.jdbc.rows.MemoryRows;
import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Capabilities;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.artifact.ArtifactStore;
import io.runbookmemory.store.lease.Leases;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStore;
import io.runbookmemory.store.replica.IdentifiedStore;
import io.runbookmemory.store.replica.StoreIdentity;
import io.runbookmemory.text.OperationsTokenizer;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Memories, ledgers and leases in a PostgreSQL database, shared by as many processes as open it.
 * PostgreSQL 13 or newer is needed; pgvector 0.7 or newer is used if the database has it. The
 * application brings the driver, {@code org.postgresql:postgresql}, and a data source, usually a
 * pool. Thread-safe.
 *
 * <ul>
 *   <li>Leases go by the database's clock, so that those of the processes do not matter.
 *   <li>With pgvector, vectors are found by its HNSW index; {@code exact} searches compare all of
 *       them inside the database. Without, they are compared one by one in this process, which
 *       keeps them in memory once that pays, as {@link SqliteMemoryStore} does.
 *   <li>Words are found by a GIN index over the tokens of {@link OperationsTokenizer}.
 *   <li>Writers of all processes take turns; readers wait for nobody. No call holds a connection
 *       longer than its transaction, and every statement has a timeout.
 *   <li>A lost connection, a restart of the server, a deadlock, a full pool: the call is tried
 *       again for as long as {@link PostgresOptions#patience()}, then gets an {@link
 *       io.runbookmemory.error.UnavailableException}. No write is done twice by that.
 * </ul>
 */
public final class PostgresMemoryStore implements IdentifiedStore, LedgerStore {

  private static final int MAJOR_NEEDED = 13;
  private static final String UNREACHED = "the PostgreSQL store";

  private static final String SERVER = "(SELECT system_identifier FROM pg_control_system())";

  private static final String IDENTITY =
      "SELECT concat_ws('/', ${server}, current_database(), current_schema()),"
          + " concat_ws('/', (SELECT oid FROM pg_database WHERE datname = current_database()),"
          + " 'store'::regclass::oid, CASE WHEN NOT pg_is_in_recovery()"
          + " THEN substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8) END)";

  private final PostgresDatabase database;
  private final JdbcLeases leases;
  private final boolean approximate;
  private final @Nullable String advice;

  private PostgresMemoryStore(
      PostgresDatabase database, boolean approximate, @Nullable String advice) {
    this.database = database;
    this.leases = new JdbcLeases(database, StoreClock.POSTGRES);
    this.approximate = approximate;
    this.advice = advice;
  }

  /**
   * Opens the store in the schema {@code runbook_memory}, which is made if there is none.
   *
   * @param dataSource connects to a PostgreSQL database; stays open when the store is closed
   * @return an open store
   * @throws ConfigurationException if the role may not do what is needed, or the schema is another
   *     program's or was made by a newer release
   * @throws io.runbookmemory.error.CorruptStoreException if the schema was altered by hand
   * @throws io.runbookmemory.error.UnavailableException if the server does not answer
   */
  public static PostgresMemoryStore open(DataSource dataSource) {
    return open(dataSource, PostgresOptions.builder().build());
  }

  /**
   * Opens the store in a schema.
   *
   * @param dataSource connects to a PostgreSQL database; stays open when the store is closed
   * @param options which schema, and how
   * @return an open store
   * @throws ConfigurationException if the role may not do what is needed, the schema is another
   *     program's, is missing and not to be made, was made by a newer release, or pgvector is
   *     required and missing
   * @throws io.runbookmemory.error.CorruptStoreException if the schema was altered by hand
   * @throws io.runbookmemory.error.UnavailableException if the server does not answer
   */
  public static PostgresMemoryStore open(DataSource dataSource, PostgresOptions options) {
    return open(dataSource, options, PostgresSchema.MIGRATIONS, OperationsTokenizer.VERSION);
  }

  static PostgresMemoryStore open(
      DataSource dataSource, PostgresOptions options, List<String> migrations, int tokenizer) {
    String name = new PostgresDatabase(UNREACHED, dataSource, options).server(MAJOR_NEEDED);
    PostgresDatabase database =
        new PostgresDatabase(name + ", schema " + options.schema(), dataSource, options);
    Optional<String> advice = new PostgresSchema(database, options, migrations).prepare(tokenizer);
    return new PostgresMemoryStore(database, database.usesExtension(), advice.orElse(null));
  }

  /**
   * Returns the SQL that makes a store's schema, for a DBA to read and apply with {@code psql}. It
   * uses pgvector unless the options say {@link PostgresOptions.VectorExtension#UNUSED}.
   *
   * @param options which schema
   * @return statements in one transaction
   */
  public static String schemaSql(PostgresOptions options) {
    return schemaSql(options, 0);
  }

  /**
   * Returns the SQL that brings a schema of an older format up to date, for a DBA to read and apply
   * with {@code psql}.
   *
   * @param options which schema
   * @param format the format that it has, as the fault says that refused it; 0 if there is none yet
   * @return statements in one transaction
   */
  public static String schemaSql(PostgresOptions options, int format) {
    return PostgresSchema.script(options, format, OperationsTokenizer.VERSION);
  }

  /**
   * Returns what to tell a DBA so that vectors are searched by pgvector.
   *
   * @return empty if they are, or if the options say that they need not be
   */
  public Optional<String> advice() {
    return Optional.ofNullable(advice);
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

  /**
   * Returns which store it is: the identifier that the server's files got when they were made, the
   * database and the schema. Its history is told by the identities of the database and of the table
   * {@code store}, which are new when they are made anew, and by the server's timeline, which is
   * new after a recovery from an archive and a takeover by a standby. A disk that is put back to an
   * earlier state under a server shows in neither.
   */
  @Override
  public StoreIdentity identity() {
    return database.read(
        session -> {
          String allowed = "SELECT has_function_privilege('pg_control_system()', 'execute')::int";
          String server = session.number(allowed) > 0 ? SERVER : "NULL";
          return session
              .only(
                  new Sql(IDENTITY.replace("${server}", server)),
                  row -> new StoreIdentity(row.getString(1), row.getString(2)))
              .orElseThrow();
        });
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(true, true, approximate);
  }

  @Override
  public void close() {
    database.close();
  }
}
