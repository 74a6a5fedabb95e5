package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.jdbc.transaction.Guard;
import io.runbookmemory.jdbc.transaction.Session;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.PostedEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteSchemaTest {

  private static final Tenant OTHER = new Tenant("other");
  private static final SqliteOptions OPTIONS = SqliteOptions.builder().build();

  @TempDir Path directory;

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("memories.db"));
  }

  private SqliteMemoryStore open(int tokenizer) {
    return SqliteMemoryStore.open(
        new SqliteDatabase("memories.db", this::connect, OPTIONS),
        InstantSource.system(),
        tokenizer);
  }

  private List<List<String>> rows(String sql, int columns) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          row.add(String.valueOf(result.getString(column)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<MemoryId> found(SqliteMemoryStore store, Tenant tenant, String words) {
    return store.reader(tenant).search(SearchRequest.text(words, Memories.NOW).build()).stream()
        .map(hit -> hit.memory().id())
        .toList();
  }

  @Test
  void thePageNamesEveryTableAndColumn() throws Exception {
    open(1).close();
    String page = Files.readString(Path.of("..", "docs", "formats", "sqlite-schema.md"));

    List<List<String>> columns =
        rows(
            "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c"
                + " WHERE t.type = 'table' AND t.name NOT LIKE 'words\\_%' ESCAPE '\\'",
            2);

    assertThat(columns).hasSizeGreaterThan(50);
    for (List<String> column : columns) {
      assertThat(page).contains("`" + column.get(0) + "`", "`" + column.get(1) + "`");
    }
    assertThat(page).contains("Format " + SqliteSchema.MIGRATIONS.size());
    assertThat(page).contains("0x" + Integer.toHexString(SqliteSchema.APPLICATION_ID));
  }

  @Test
  void wordsOfAnotherTokenizerAreIndexedAgain() throws Exception {
    try (SqliteMemoryStore store = open(1)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.note(Tenant.DEFAULT, 1, "needle")));
      store.writer(OTHER).upsert(List.of(Memories.note(OTHER, 2, "needle")));
    }
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM words");
    }
    try (SqliteMemoryStore store = open(1)) {
      assertThat(found(store, Tenant.DEFAULT, "needle")).isEmpty();
    }

    try (SqliteMemoryStore store = open(2)) {
      assertThat(found(store, Tenant.DEFAULT, "needle")).containsExactly(Memories.id(1));
      assertThat(found(store, OTHER, "needle")).containsExactly(Memories.id(2));
    }
    assertThat(rows("SELECT tokenizer FROM store", 1)).containsExactly(List.of("2"));
  }

  @Test
  void aFileOfFormatOneIsBroughtUpToDateAndKeepsItsMemories() throws Exception {
    try (SqliteDatabase old = new SqliteDatabase("memories.db", this::connect, OPTIONS)) {
      new SqliteSchema(old, SqliteSchema.MIGRATIONS.subList(0, 1)).prepare(1);
      new JdbcWriter(old, Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
    }
    assertThat(rows("PRAGMA user_version", 1)).containsExactly(List.of("1"));

    for (int time = 0; time < 2; time++) {
      try (SqliteMemoryStore store = open(1)) {
        assertThat(store.reader(Tenant.DEFAULT).get(Memories.id(1))).isPresent();
        store.ledger(Tenant.DEFAULT).append(List.of(Entries.entry(1)));
        assertThat(store.ledger(Tenant.DEFAULT).last(EntryFilter.of(Entries.STREAM)))
            .contains(new PostedEntry(2, Entries.entry(1)));
      }
    }
    assertThat(rows("PRAGMA user_version", 1))
        .containsExactly(List.of("" + SqliteSchema.MIGRATIONS.size()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DROP TABLE tag | has no table tag",
        "DROP TABLE words | has no table words",
        "DROP TABLE store | has no table store",
        "DROP TABLE lease | has no table lease",
        "ALTER TABLE content DROP COLUMN json | its table content has no column json",
        "ALTER TABLE ledger RENAME COLUMN body TO text | its table ledger has no column body",
        "DROP TABLE usage; CREATE TABLE usage (memory INTEGER PRIMARY KEY, json BLOB)"
            + " | column usage.json must have the type TEXT, got BLOB",
        "DROP TABLE usage; CREATE TABLE usage (memory INTEGER PRIMARY KEY, json)"
            + " | column usage.json must have the type TEXT, got none",
        "DELETE FROM store | table store has no row",
      })
  void whatWasAlteredByHandIsNamedWithWhatToDo(String alteration, String told) throws Exception {
    open(1).close();
    alter(alteration);

    assertThatThrownBy(() -> open(1))
        .isInstanceOf(CorruptStoreException.class)
        .hasMessageContaining("memories.db")
        .hasMessageContaining(told)
        .hasMessageContaining("restore the file from a backup");
  }

  private void alter(String statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA foreign_keys = OFF");
      for (String sql : statements.split("; ", -1)) {
        // The view and what else reads a column keeps SQLite from dropping it.
        statement.execute("DROP VIEW IF EXISTS runbook_memory");
        statement.execute(sql);
      }
    }
  }

  @Test
  void whatIsAlteredWhileTheStoreIsOpenIsNamedWhereItIsMissedAndTheRestGoesOn() throws Exception {
    try (SqliteMemoryStore store = open(1)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
      alter("DROP TABLE words");
      assertThatThrownBy(() -> found(store, Tenant.DEFAULT, "words"))
          .isInstanceOf(CorruptStoreException.class)
          .hasMessageContaining("no such table: words")
          .hasMessageContaining("restore the file from a backup");
      assertThat(store.reader(Tenant.DEFAULT).get(Memories.id(1))).isPresent();

      alter("ALTER TABLE content RENAME COLUMN json TO text");
      assertThatThrownBy(() -> store.reader(Tenant.DEFAULT).get(Memories.id(1)))
          .isInstanceOf(CorruptStoreException.class)
          .hasMessageContaining("no such column")
          .hasMessageContaining("json")
          .hasMessageContaining("restore the file from a backup");
    }
  }

  @Test
  void whatSomebodyAddedIsLetBe() throws Exception {
    open(1).close();
    alter("CREATE TABLE team (name TEXT); ALTER TABLE tag ADD COLUMN added_by TEXT");

    try (SqliteMemoryStore store = open(1)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
      assertThat(store.reader(Tenant.DEFAULT).stats().memories()).isEqualTo(1);
    }
  }

  @Test
  void noRowOfADeletedMemoryStays() throws Exception {
    try (SqliteMemoryStore store = open(1)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
      store.writer(Tenant.DEFAULT).delete(List.of(Memories.id(1)), Memories.NOW);
    }

    for (String table : List.of("memory", "content", "usage", "tag", "passage", "words")) {
      assertThat(rows("SELECT * FROM " + table, 1)).as(table).isEmpty();
    }
    assertThat(rows("SELECT id FROM tombstone", 1)).hasSize(1);
    assertThat(rows("PRAGMA integrity_check", 1)).containsExactly(List.of("ok"));
  }

  @Test
  void howRareAWordIsIsCountedInTheTenantsOwnMemories() {
    try (SqliteMemoryStore store = open(1)) {
      for (int number = 0; number < 40; number++) {
        store.writer(OTHER).upsert(List.of(Memories.note(OTHER, number, "timeout")));
      }
      for (int number = 40; number < 50; number++) {
        String words = number == 45 ? "timeout of the database" : "certificate of the server";
        store.writer(Tenant.DEFAULT).upsert(List.of(Memories.note(Tenant.DEFAULT, number, words)));
      }

      assertThat(found(store, Tenant.DEFAULT, "timeout of the certificate").getFirst())
          .isEqualTo(Memories.id(45));
    }
  }

  @Test
  void everyConnectionWaitsForTheDiskAndHoldsRowsTogether() throws Exception {
    List<Connection> connections = new ArrayList<>();
    SqliteDatabase database =
        new SqliteDatabase(
            "memories.db",
            () -> {
              connections.add(connect());
              return connections.getLast();
            },
            OPTIONS);
    try (SqliteMemoryStore store = SqliteMemoryStore.open(database, InstantSource.system(), 1)) {
      database.read(session -> database.read(inner -> store.reader(OTHER).stats()));

      assertThat(connections).hasSize(3);
      for (Connection connection : connections) {
        try (Session session = new Session(connection, new SqliteDialect(), Guard.NONE)) {
          assertThat(session.number("PRAGMA synchronous")).as("2 is FULL").isEqualTo(2);
          assertThat(session.number("PRAGMA foreign_keys")).isEqualTo(1);
          assertThat(session.number("PRAGMA busy_timeout"))
              .as("the store waits itself, with jitter")
              .isZero();
        }
      }
    }
    assertThat(connections).allMatch(SqliteSchemaTest::isClosed);
    assertThat(rows("PRAGMA journal_mode", 1)).containsExactly(List.of("wal"));
  }

  private static boolean isClosed(Connection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException e) {
      return false;
    }
  }
}
