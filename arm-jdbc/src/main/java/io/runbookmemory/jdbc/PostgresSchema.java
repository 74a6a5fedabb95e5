package io.runbookmemory.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.jdbc.rows.MemoryRows;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.jdbc.transaction.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes the tables of a PostgreSQL store, or checks that they can be used. */
final class PostgresSchema {

  /** pgvector, as it is in a database. */
  record Extension(String schema, String version) {

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?.*");

    /** Returns whether it is version 0.{@code minor} or newer; one without a number is not. */
    boolean isFrom(int minor) {
      Matcher numbers = NUMBERS.matcher(version);
      if (!numbers.matches()) {
        return false;
      }
      String second = numbers.group(2);
      return Integer.parseInt(numbers.group(1)) > 0
          || (second != null && Integer.parseInt(second) >= minor);
    }
  }

  /** The scripts from one format to the next; a schema's format is how many of them have run. */
  static final List<String> MIGRATIONS =
      List.of(
          script("postgres-1.sql"),
          script("postgres-2.sql"),
          script("postgres-3.sql"),
          script("postgres-4.sql"));

  /** Takes the format and the version of the tokens. */
  private static final String FIRST_ROW =
      "INSERT INTO store (one, format, position, tokenizer) VALUES (1, ?, 0, ?)";

  private static final String NEXT_FORMAT = "UPDATE store SET format = ?";

  /** The first with a fast HNSW index for cosine. */
  private static final int MINOR_NEEDED = 7;

  /** The first whose index scans go on until enough rows pass a filter. */
  private static final int MINOR_ITERATIVE = 8;

  private final PostgresDatabase database;
  private final PostgresOptions options;
  private final List<String> migrations;

  PostgresSchema(PostgresDatabase database, PostgresOptions options, List<String> migrations) {
    this.database = database;
    this.options = options;
    this.migrations = migrations;
  }

  /**
   * Makes what is missing.
   *
   * @param tokenizer the version of the tokens; words indexed with another are indexed again
   * @return what a DBA is to be told about pgvector; empty if it is used, or is not to be
   */
  Optional<String> prepare(int tokenizer) {
    int format = database.read(this::format);
    if (format < migrations.size()) {
      requireCreate(format);
      database.define(session -> migrate(session, tokenizer));
    }
    Optional<String> advice = database.read(this::useVectors);
    database.tryAsking();
    MemoryRows.useTokenizer(database, tokenizer);
    return advice;
  }

  /** Returns the format of what is there, 0 if nothing is. */
  private int format(Session session) throws SQLException {
    String table = PostgresDatabase.quoted(options.schema()) + ".store";
    if (session.number("SELECT count(to_regclass(?::text))", table) == 0) {
      return 0;
    }
    int format = (int) session.number("SELECT format FROM store");
    if (format < 1) {
      throw new CorruptStoreException(
          database.name(),
          database.name() + " is not as it was made: its table store has no row with a format");
    }
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

  private void requireCreate(int format) {
    if (!options.create()) {
      throw new ConfigurationException(
          database.name(),
          database.name()
              + (format == 0
                  ? " holds no store"
                  : " has format " + format + ", this release needs " + migrations.size())
              + ": let it be made (create), or have a DBA apply"
              + (format == 0
                  ? " PostgresMemoryStore.schemaSql(options)"
                  : " PostgresMemoryStore.schemaSql(options, " + format + ")"));
    }
  }

  private int migrate(Session session, int tokenizer) throws SQLException {
    // Another process may have been first.
    int format = format(session);
    if (format == 0) {
      if (session.number("SELECT count(*) FROM pg_namespace WHERE nspname = ?", options.schema())
          == 0) {
        session.execute("CREATE SCHEMA " + PostgresDatabase.quoted(options.schema()));
      }
    }
    Optional<Extension> extension = format == 0 ? wanted(session) : usable(session);
    if (extension.isPresent()) {
      session.execute(
          "SET LOCAL search_path = "
              + PostgresDatabase.quoted(options.schema())
              + ", "
              + PostgresDatabase.quoted(extension.get().schema())
              + ", pg_temp");
    }
    for (int next = format; next < migrations.size(); next++) {
      for (String statement : statements(migrations.get(next), extension.isPresent())) {
        session.execute(statement);
      }
    }
    if (format == 0) {
      session.update(FIRST_ROW, migrations.size(), tokenizer);
    } else {
      session.update(NEXT_FORMAT, migrations.size());
    }
    return migrations.size();
  }

  /** Returns pgvector if a new schema is to use it. */
  private Optional<Extension> wanted(Session session) throws SQLException {
    if (options.vectorExtension() == PostgresOptions.VectorExtension.UNUSED) {
      return Optional.empty();
    }
    if (installed(session).isEmpty() && isAvailable(session)) {
      create(session);
    }
    Optional<Extension> usable = usable(session);
    if (usable.isEmpty() && options.vectorExtension() == PostgresOptions.VectorExtension.REQUIRED) {
      throw new ConfigurationException(database.name(), advice(session));
    }
    return usable;
  }

  private static Optional<Extension> installed(Session session) throws SQLException {
    return session.only(
        new Sql(
            "SELECT n.nspname, e.extversion FROM pg_extension e"
                + " JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'vector'"),
        row -> new Extension(row.getString(1), row.getString(2)));
  }

  private static Optional<Extension> usable(Session session) throws SQLException {
    return installed(session).filter(extension -> extension.isFrom(MINOR_NEEDED));
  }

  /** Asked first, because a pool gives a connection up after CREATE EXTENSION found no files. */
  private static boolean isAvailable(Session session) throws SQLException {
    return session.number("SELECT count(*) FROM pg_available_extensions WHERE name = 'vector'") > 0;
  }

  /** Creates the extension if the role may. */
  private static void create(Session session) throws SQLException {
    session.execute("SAVEPOINT extension");
    try {
      session.execute("CREATE EXTENSION vector SCHEMA public");
    } catch (SQLException e) {
      if (PostgresFault.isTransient(e)) {
        throw e;
      }
      // What is missing is looked up, and told, by advice.
      session.execute("ROLLBACK TO SAVEPOINT extension");
    }
  }

  /** Returns what is to be done that pgvector can be used. */
  private String advice(Session session) throws SQLException {
    String where = " in the database of " + database.name() + " run, as a superuser: ";
    Optional<Extension> old = installed(session);
    if (old.isPresent()) {
      return "pgvector must be 0."
          + MINOR_NEEDED
          + " or newer, got "
          + old.get().version()
          + ";"
          + where
          + "ALTER EXTENSION vector UPDATE;";
    }
    return "pgvector is not "
        + (isAvailable(session) ? "created;" : "installed; install it on the server, and")
        + where
        + "CREATE EXTENSION vector;";
  }

  /** Lets the database be read as its column of vectors wants it. */
  private Optional<String> useVectors(Session session) throws SQLException {
    String type =
        session
            .only(
                new Sql(
                    "SELECT t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid"
                        + " WHERE a.attrelid = to_regclass(?::text) AND a.attname = 'vector'",
                    PostgresDatabase.quoted(options.schema()) + ".passage"),
                row -> row.getString(1))
            .orElse("none");
    return switch (type) {
      case "vector" -> {
        Extension extension = usable(session).orElse(null);
        if (extension == null) {
          throw new ConfigurationException(database.name(), advice(session));
        }
        boolean iterative = extension.isFrom(MINOR_ITERATIVE);
        database.use(new PostgresDialect(new PgVectorSearch(iterative)), extension.schema());
        yield Optional.empty();
      }
      case "bytea" -> withoutExtension(session);
      default ->
          throw new CorruptStoreException(
              database.name(),
              database.name()
                  + " must have a column passage.vector of type vector or bytea, got "
                  + type);
    };
  }

  private Optional<String> withoutExtension(Session session) throws SQLException {
    String rebuild =
        "it was made without pgvector: export the store, drop the schema, open it again and import";
    return switch (options.vectorExtension()) {
      case UNUSED -> Optional.empty();
      case IF_AVAILABLE ->
          Optional.of(
              usable(session).isPresent()
                  ? database.name() + ": " + rebuild
                  : advice(session) + " Then, as " + rebuild);
      case REQUIRED ->
          throw new ConfigurationException(
              database.name(), database.name() + " cannot use pgvector, since " + rebuild);
    };
  }

  private static String script(String name) {
    try (InputStream script = PostgresSchema.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(script, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String typed(String script, boolean vectors) {
    return script.replace("${vector}", vectors ? "vector" : "bytea");
  }

  /** A semicolon ends a statement at the end of a line, and nowhere else. */
  private static List<String> statements(String script, boolean vectors) {
    return Arrays.stream(typed(script, vectors).split(";\\s*\n"))
        .filter(statement -> !statement.isBlank())
        .toList();
  }

  /**
   * Returns the SQL that brings a schema from a format to the newest.
   *
   * @param format 0 if there is no schema yet
   */
  static String script(PostgresOptions options, int format, int tokenizer) {
    if (format < 0 || format > MIGRATIONS.size()) {
      throw new IllegalArgumentException(
          "format must be from 0 to " + MIGRATIONS.size() + ", got " + format);
    }
    boolean vectors = options.vectorExtension() != PostgresOptions.VectorExtension.UNUSED;
    String newest = Integer.toString(MIGRATIONS.size());
    String row =
        format == 0
            ? FIRST_ROW.replaceFirst("\\?", newest).replaceFirst("\\?", Integer.toString(tokenizer))
            : NEXT_FORMAT.replaceFirst("\\?", newest);
    return """
    BEGIN;
    %s
    -- What the extension's schema is called, only the database knows.
    SELECT set_config('search_path', '%s' || coalesce((SELECT ', ' || quote_ident(n.nspname)
      FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
      WHERE e.extname = 'vector'), ''), true);

    %s
    %s;
    COMMIT;
    """
        .formatted(
            format == 0 ? making(options, vectors) : "",
            PostgresDatabase.quoted(options.schema()).replace("'", "''"),
            MIGRATIONS.subList(format, MIGRATIONS.size()).stream()
                .map(each -> typed(each, vectors))
                .collect(Collectors.joining("\n")),
            row);
  }

  private static String making(PostgresOptions options, boolean vectors) {
    return "CREATE SCHEMA IF NOT EXISTS "
        + PostgresDatabase.quoted(options.schema())
        + ";\n"
        + (vectors ? "CREATE EXTENSION IF NOT EXISTS vector;\n" : "");
  }
}
