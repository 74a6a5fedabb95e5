package io.runbookmemory.jdbc;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.jdbc.rows.FilterSql;
import io.runbookmemory.jdbc.rows.MemoryRows;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import io.runbookmemory.store.Field;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the tables of a SQLite store, or checks that they can be used. */
final class SqliteSchema {

  /** "ARMs" in ASCII: tells a store from another program's SQLite file. */
  static final int APPLICATION_ID = 0x41524d73;

  /** The first release of SQLite whose FTS5 can delete from a table without content. */
  private static final int MINOR_NEEDED = 43;

  /** Format 1. */
  private static final List<String> MEMORIES =
      List.of(
          """
          CREATE TABLE store (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            position INTEGER NOT NULL,
            tokenizer INTEGER NOT NULL,
            model TEXT,
            dimension INTEGER,
            checksum TEXT)
          """,
          // Without texts and vectors, so that a filter reads few pages.
          """
          CREATE TABLE memory (
            number INTEGER PRIMARY KEY,
            tenant TEXT NOT NULL,
            id BLOB NOT NULL,
            version INTEGER NOT NULL,
            position INTEGER NOT NULL,
            %s,
            UNIQUE (tenant, id))
          """
              .formatted(fieldColumns()),
          "CREATE INDEX memory_position ON memory (tenant, position)",
          // In order of number, which is the order of the passages on the disk.
          "CREATE INDEX memory_service ON memory (tenant, service)",
          "CREATE INDEX memory_tenant ON memory (tenant)",
          """
          CREATE TABLE content (
            memory INTEGER PRIMARY KEY REFERENCES memory ON DELETE CASCADE,
            json TEXT NOT NULL)
          """,
          """
          CREATE TABLE usage (
            memory INTEGER PRIMARY KEY REFERENCES memory ON DELETE CASCADE,
            json TEXT NOT NULL)
          """,
          """
          CREATE TABLE tag (
            tenant TEXT NOT NULL,
            tag TEXT NOT NULL,
            memory INTEGER NOT NULL REFERENCES memory ON DELETE CASCADE,
            PRIMARY KEY (tenant, tag, memory)) WITHOUT ROWID
          """,
          "CREATE INDEX tag_memory ON tag (memory)",
          """
          CREATE TABLE passage (
            memory INTEGER NOT NULL REFERENCES memory ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            range_start INTEGER,
            range_end INTEGER,
            vector BLOB NOT NULL,
            PRIMARY KEY (memory, ordinal))
          """,
          """
          CREATE TABLE revision (
            tenant TEXT NOT NULL,
            id BLOB NOT NULL,
            version INTEGER NOT NULL,
            json TEXT NOT NULL,
            PRIMARY KEY (tenant, id, version))
          """,
          """
          CREATE TABLE tombstone (
            tenant TEXT NOT NULL,
            id BLOB NOT NULL,
            version INTEGER NOT NULL,
            position INTEGER NOT NULL,
            deleted_at TEXT NOT NULL,
            PRIMARY KEY (tenant, id))
          """,
          "CREATE INDEX tombstone_position ON tombstone (tenant, position)",
          SqliteDialect.WORDS_TABLE);

  /** Format 2. */
  private static final List<String> LEDGERS =
      List.of(
          """
          CREATE TABLE ledger (
            tenant TEXT NOT NULL,
            stream TEXT NOT NULL,
            position INTEGER NOT NULL,
            id BLOB NOT NULL,
            kind TEXT NOT NULL,
            happened_at INTEGER NOT NULL,
            subject TEXT,
            body TEXT NOT NULL,
            PRIMARY KEY (tenant, stream, position),
            UNIQUE (tenant, id))
          """,
          """
          CREATE INDEX ledger_subject ON ledger (tenant, stream, subject, position)
            WHERE subject IS NOT NULL
          """,
          "CREATE INDEX ledger_happened_at ON ledger (tenant, stream, happened_at)",
          """
          CREATE TABLE lease (
            name TEXT PRIMARY KEY,
            token INTEGER NOT NULL,
            owner TEXT NOT NULL,
            expires_at INTEGER NOT NULL)
          """);

  /** Format 3. */
  private static final List<String> ARTIFACTS =
      List.of(
          """
          CREATE TABLE artifact (
            tenant TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            size INTEGER NOT NULL,
            PRIMARY KEY (tenant, sha256)) WITHOUT ROWID
          """,
          """
          CREATE TABLE artifact_chunk (
            tenant TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (tenant, sha256, ordinal),
            FOREIGN KEY (tenant, sha256) REFERENCES artifact ON DELETE CASCADE)
          """);

  /**
   * The statements from one format of {@code docs/formats/sqlite-schema.md} to the next; a file's
   * format is how many of them have run.
   */
  static final List<List<String>> MIGRATIONS = List.of(MEMORIES, LEDGERS, ARTIFACTS);

  private final SqliteDatabase database;
  private final List<List<String>> migrations;

  SqliteSchema(SqliteDatabase database, List<List<String>> migrations) {
    this.database = database;
    this.migrations = migrations;
  }

  private static String fieldColumns() {
    return Field.all().stream()
        .map(field -> FilterSql.name(field) + (field.isText() ? " TEXT" : " INTEGER"))
        .collect(Collectors.joining(", "));
  }

  /**
   * Makes an empty file a store and an older one a new one, or checks that a file is one that can
   * be used.
   *
   * @param tokenizer the version of the tokens; words indexed with another are indexed again
   */
  void prepare(int tokenizer) {
    database.read(this::checkVersion);
    int format = database.read(this::format);
    database.useWriteAheadLog();
    if (format < migrations.size()) {
      database.define(session -> migrate(session, tokenizer));
    }
    database.read(this::requireTables);
    MemoryRows.useTokenizer(database, tokenizer);
  }

  /** Returns the format, 0 if the file is empty; throws unless it is that or a store. */
  private int format(Session session) throws SQLException {
    long application = session.number("PRAGMA application_id");
    int format = (int) session.number("PRAGMA user_version");
    if (application == APPLICATION_ID) {
      if (format > migrations.size()) {
        throw new ConfigurationException(
            database.name(),
            database.name()
                + " has format "
                + format
                + ", this release opens up to "
                + migrations.size()
                + ": open it with a newer release");
      }
      return format;
    }
    if (application != 0
        || format != 0
        || session.number("SELECT count(*) FROM sqlite_schema") > 0) {
      throw new ConfigurationException(
          database.name(),
          database.name() + " is another program's SQLite file: name a file of the store's own");
    }
    return 0;
  }

  private int migrate(Session session, int tokenizer) throws SQLException {
    // Another process may have been first.
    int format = format(session);
    for (List<String> migration : migrations.subList(format, migrations.size())) {
      for (String statement : migration) {
        session.execute(statement);
      }
    }
    if (format == 0) {
      session.update("INSERT INTO store (one, position, tokenizer) VALUES (1, 0, ?)", tokenizer);
      session.execute("PRAGMA application_id = " + APPLICATION_ID);
    }
    session.execute("PRAGMA user_version = " + migrations.size());
    return migrations.size();
  }

  private int requireTables(Session session) throws SQLException {
    SqliteTables.require(
        session, database.name(), migrations.stream().flatMap(List::stream).toList());
    if (session.number("SELECT count(*) FROM store") == 0) {
      throw new CorruptStoreException(
          database.name(),
          database.name()
              + " is not as it was made: its table store has no row; "
              + SqliteTables.REMEDY);
    }
    return migrations.size();
  }

  private String checkVersion(Session session) throws SQLException {
    String version =
        session.only(new Sql("SELECT sqlite_version()"), row -> row.getString(1)).orElseThrow();
    if (Integer.parseInt(version.split("\\.", -1)[1]) < MINOR_NEEDED) {
      throw new ConfigurationException(
          database.name(),
          "the store needs SQLite 3." + MINOR_NEEDED + " or newer, the driver brings " + version);
    }
    return version;
  }
}
