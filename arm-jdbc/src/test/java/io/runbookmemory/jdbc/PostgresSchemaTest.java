package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.text.OperationsTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresSchemaTest {

  private static final List<String> NEWER =
      Stream.concat(
              PostgresSchema.MIGRATIONS.stream(),
              Stream.of("CREATE TABLE later (a text);\nCREATE INDEX later_a ON later (a);\n"))
          .toList();

  private HikariDataSource pool;
  private PostgresOptions options;

  @BeforeEach
  void server() {
    pool = PostgresServer.get().pool();
    options = Tables.fresh().build();
  }

  private PostgresMemoryStore open(List<String> migrations, int tokenizer) {
    return PostgresMemoryStore.open(pool, options, migrations, tokenizer);
  }

  private List<List<String>> rows(String sql) throws SQLException {
    return Tables.rows(pool, options, sql);
  }

  @Test
  void anOlderSchemaIsBroughtUpToDateAndThenIsNewerForAnOldRelease() throws Exception {
    try (PostgresMemoryStore old = PostgresMemoryStore.open(pool, options)) {
      old.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
    }
    try (PostgresMemoryStore store = open(NEWER, OperationsTokenizer.VERSION)) {
      assertThat(store.reader(Tenant.DEFAULT).stats().memories()).isEqualTo(1);
    }
    assertThat(rows("SELECT format FROM store")).containsExactly(List.of("" + NEWER.size()));
    assertThat(rows("SELECT * FROM later")).isEmpty();

    assertThatThrownBy(() -> PostgresMemoryStore.open(pool, options))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("format " + NEWER.size())
        .hasMessageContaining("up to " + PostgresSchema.MIGRATIONS.size());
  }

  /** Makes what the first release made: later formats only added tables. */
  private void storeOfFormatOne() throws SQLException {
    try (PostgresMemoryStore store = PostgresMemoryStore.open(pool, options)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
    }
    Tables.execute(
        pool,
        options,
        "DROP TABLE ledger, lease, mark, artifact, artifact_chunk; UPDATE store SET format = 1");
    assertThat(rows("SELECT format FROM store")).containsExactly(List.of("1"));
    assertThat(rows("SELECT to_regclass('ledger')")).containsExactly(List.of("null"));
  }

  private void requireMemoriesAndLedger(PostgresMemoryStore store) {
    assertThat(store.reader(Tenant.DEFAULT).get(Memories.id(1))).isPresent();
    assertThat(store.ledger(Tenant.DEFAULT).append(List.of(Entries.entry(1)))).containsExactly(2L);
    Entries.granted(store.leases().acquire(Entries.claim("a")));
  }

  @Test
  void aSchemaOfFormatOneIsBroughtUpToDateAndKeepsItsMemories() throws Exception {
    storeOfFormatOne();

    try (PostgresMemoryStore store = PostgresMemoryStore.open(pool, options)) {
      requireMemoriesAndLedger(store);
    }
    assertThat(rows("SELECT format FROM store"))
        .containsExactly(List.of("" + PostgresSchema.MIGRATIONS.size()));
  }

  @Test
  void aDbaBringsASchemaUpToDateThatTheRoleMayNotChange() throws Exception {
    storeOfFormatOne();
    PostgresOptions given =
        PostgresOptions.builder()
            .schema(options.schema())
            .create(false)
            .vectorExtension(PostgresOptions.VectorExtension.UNUSED)
            .build();
    assertThatThrownBy(() -> PostgresMemoryStore.open(pool, given))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "has format 1, this release needs " + PostgresSchema.MIGRATIONS.size())
        .hasMessageContaining("schemaSql(options, 1)");

    Tables.execute(pool, given, PostgresMemoryStore.schemaSql(given, 1));

    try (PostgresMemoryStore store = PostgresMemoryStore.open(pool, given)) {
      requireMemoriesAndLedger(store);
    }
    assertThatThrownBy(() -> PostgresMemoryStore.schemaSql(given, NEWER.size()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got " + NEWER.size());
  }

  @Test
  void aMigrationThatFailsLeavesTheSchemaAsItWas() throws Exception {
    PostgresMemoryStore.open(pool, options).close();
    List<String> broken = new ArrayList<>(PostgresSchema.MIGRATIONS);
    broken.add("CREATE TABLE later (a text);\nBROKEN;\n");

    assertThatThrownBy(() -> open(broken, OperationsTokenizer.VERSION))
        .isInstanceOf(CorruptStoreException.class);

    assertThat(rows("SELECT format FROM store"))
        .containsExactly(List.of("" + PostgresSchema.MIGRATIONS.size()));
    assertThat(rows("SELECT to_regclass('later')")).containsExactly(List.of("null"));
  }

  @Test
  void anotherProgramsTablesAreRefused() throws Exception {
    Tables.execute(pool, options, "CREATE SCHEMA " + Tables.quoted(options));
    Tables.execute(pool, options, "CREATE TABLE memory (chip text)");

    assertThatThrownBy(() -> PostgresMemoryStore.open(pool, options))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("another program's");
    assertThat(rows("SELECT to_regclass('store')")).containsExactly(List.of("null"));
  }

  @Test
  void whatWasAlteredByHandIsNamed() throws Exception {
    PostgresMemoryStore.open(pool, options).close();
    Tables.execute(pool, options, "DROP VIEW runbook_memory");
    Tables.execute(pool, options, "ALTER TABLE passage ALTER vector TYPE text USING ''");
    assertThatThrownBy(() -> PostgresMemoryStore.open(pool, options))
        .isInstanceOf(CorruptStoreException.class)
        .hasMessageContaining("passage.vector")
        .hasMessageContaining("got text");

    Tables.execute(pool, options, "ALTER TABLE passage ALTER vector TYPE bytea USING ''");
    try (PostgresMemoryStore store = PostgresMemoryStore.open(pool, options)) {
      Tables.execute(pool, options, "DROP TABLE words");
      assertThatThrownBy(
              () ->
                  store
                      .reader(Tenant.DEFAULT)
                      .search(SearchRequest.text("disk", Memories.NOW).build()))
          .isInstanceOf(CorruptStoreException.class)
          .hasMessageContaining(options.schema())
          .hasMessageContaining("words");
    }
    try (PostgresMemoryStore store = PostgresMemoryStore.open(pool, options)) {
      Tables.execute(pool, options, "DELETE FROM store");
      assertThatThrownBy(
              () -> store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3))))
          .isInstanceOf(CorruptStoreException.class)
          .hasMessageContaining("store has no row");
    }
    assertThatThrownBy(() -> PostgresMemoryStore.open(pool, options))
        .isInstanceOf(CorruptStoreException.class)
        .hasMessageContaining("store has no row");
  }

  @Test
  void aSchemaThatIsNotToBeMadeIsAskedFor() {
    PostgresOptions strict = Tables.fresh().create(false).build();

    assertThatThrownBy(() -> PostgresMemoryStore.open(pool, strict))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("schemaSql");
  }

  @Test
  void aRoleWithoutRightsUsesWhatADbaHasMade() throws Exception {
    PostgresOptions given =
        Tables.fresh()
            .create(false)
            .vectorExtension(PostgresOptions.VectorExtension.UNUSED)
            .build();
    PGSimpleDataSource app = PostgresServer.get().dataSource();
    app.setUser("app");
    Tables.execute(pool, given, "DROP ROLE IF EXISTS app; CREATE ROLE app LOGIN");
    assertThatThrownBy(() -> PostgresMemoryStore.open(app, options))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("permission denied");

    Tables.execute(pool, given, PostgresMemoryStore.schemaSql(given));
    assertThatThrownBy(() -> PostgresMemoryStore.open(app, given))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("grant");
    String schema = Tables.quoted(given);
    Tables.execute(
        pool,
        given,
        ("GRANT USAGE ON SCHEMA %s TO app;"
                + "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %s TO app")
            .formatted(schema, schema));

    try (PostgresMemoryStore store = PostgresMemoryStore.open(app, given)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
      assertThat(store.reader(Tenant.DEFAULT).stats().memories()).isEqualTo(1);
    }
    Tables.execute(pool, given, "DROP OWNED BY app; DROP ROLE app");
  }

  @Test
  void aMissingExtensionIsToldAndRefusedWhereItIsRequired() {
    try (PostgresMemoryStore store = PostgresMemoryStore.open(pool, options)) {
      assertThat(store.advice().orElseThrow())
          .contains("pgvector is not installed", "CREATE EXTENSION vector;");
      assertThat(store.capabilities().approximate()).isFalse();
    }
    PostgresOptions demanding =
        Tables.fresh().vectorExtension(PostgresOptions.VectorExtension.REQUIRED).build();
    assertThatThrownBy(() -> PostgresMemoryStore.open(pool, demanding))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("CREATE EXTENSION vector;");
    PostgresOptions late =
        PostgresOptions.builder()
            .schema(options.schema())
            .vectorExtension(PostgresOptions.VectorExtension.REQUIRED)
            .build();
    assertThatThrownBy(() -> PostgresMemoryStore.open(pool, late))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("made without pgvector");
  }

  @Test
  void wordsOfAnotherTokenizerAreIndexedAgain() throws Exception {
    try (PostgresMemoryStore store = open(PostgresSchema.MIGRATIONS, 1)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.note(Tenant.DEFAULT, 1, "needle")));
    }
    Tables.execute(pool, options, "DELETE FROM words");

    try (PostgresMemoryStore store = open(PostgresSchema.MIGRATIONS, 2)) {
      SearchRequest request = SearchRequest.text("needle", Memories.NOW).build();
      assertThat(store.reader(Tenant.DEFAULT).search(request)).hasSize(1);
    }
    assertThat(rows("SELECT tokenizer FROM store")).containsExactly(List.of("2"));
  }

  @Test
  void noRowOfADeletedMemoryStays() throws Exception {
    try (PostgresMemoryStore store = PostgresMemoryStore.open(pool, options)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
      store.writer(Tenant.DEFAULT).delete(List.of(Memories.id(1)), Memories.NOW);
    }
    for (String table : List.of("memory", "content", "usage", "tag", "passage", "words")) {
      assertThat(rows("SELECT * FROM " + table)).as(table).isEmpty();
    }
    assertThat(rows("SELECT id FROM tombstone")).hasSize(1);
  }

  @Test
  void thePageNamesEveryTableAndColumn() throws Exception {
    PostgresMemoryStore.open(pool, options).close();
    String page = Files.readString(Path.of("..", "docs", "formats", "postgres-schema.md"));

    List<List<String>> columns =
        rows(
            "SELECT table_name, column_name FROM information_schema.columns"
                + " WHERE table_schema = current_schema()");

    assertThat(columns).hasSizeGreaterThan(60);
    for (List<String> column : columns) {
      assertThat(page).contains("`" + column.get(0) + "`", "`" + column.get(1) + "`");
    }
    assertThat(page).contains("Format " + PostgresSchema.MIGRATIONS.size());
  }
}
