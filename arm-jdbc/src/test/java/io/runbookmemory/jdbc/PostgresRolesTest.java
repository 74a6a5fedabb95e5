package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.testkit.server.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** The lines of SQL in the operators' manual do what it says. */
class PostgresRolesTest {

  private static final Path MANUAL = Path.of("..", "docs", "operating-postgres.md");
  private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
  private static final PostgresOptions READY = PostgresOptions.builder().create(false).build();

  private static LocalPostgres server;

  @TempDir Path folder;

  @BeforeAll
  static void aServerSetUpByTheManual() throws Exception {
    LocalPostgres launched = LocalPostgres.launch().orElse(null);
    TestServer.require(launched != null, "PostgreSQL is needed: apt-get install postgresql-15");
    server = Objects.requireNonNull(launched);
    List<String> blocks =
        SQL.matcher(Files.readString(MANUAL)).results().map(found -> found.group(1)).toList();
    execute("postgres", blocks.get(0));
    PGSimpleDataSource owner = as("postgres");
    owner.setOptions("-c role=arm_owner");
    try (PostgresMemoryStore store = PostgresMemoryStore.open(owner)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
      RunbookViewTest.fill(store);
    }
    execute("postgres", blocks.get(1));
    execute("postgres", blocks.get(3));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static PGSimpleDataSource as(String role) {
    PGSimpleDataSource source = TestServer.dataSource(server.port(), "");
    source.setUser(role);
    return source;
  }

  private static void execute(String role, String sql) throws SQLException {
    try (Connection connection = as(role).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void assertDenied(String role, String sql) {
    assertThatThrownBy(() -> execute(role, sql))
        .as(role + ": " + sql)
        .isInstanceOf(SQLException.class)
        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
  }

  @Test
  void aWriterReadsAndWritesAndChangesNoTable() {
    try (PostgresMemoryStore store = PostgresMemoryStore.open(as("arm_writer"), READY)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(7, 1, 2, 3)));
      assertThat(store.writer(Tenant.DEFAULT).adjust(Memories.id(7), UsageDelta.recalled()))
          .isTrue();
      assertThat(store.reader(Tenant.DEFAULT).get(Memories.id(7))).isPresent();
      assertThat(store.writer(Tenant.DEFAULT).delete(List.of(Memories.id(7)), Memories.NOW))
          .isEqualTo(1);
    }
    assertDenied("arm_writer", "ALTER TABLE runbook_memory.memory ADD COLUMN more text");
    assertDenied("arm_writer", "DROP TABLE runbook_memory.tag");
    assertDenied("arm_writer", "CREATE TABLE runbook_memory.more (a text)");
    assertDenied("arm_writer", "TRUNCATE runbook_memory.memory CASCADE");
  }

  @Test
  void aReaderReadsAlone() {
    try (PostgresMemoryStore store = PostgresMemoryStore.open(as("arm_reader"), READY)) {
      assertThat(store.reader(Tenant.DEFAULT).stats().memories()).isPositive();
      assertThatThrownBy(
              () -> store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(8, 1, 2, 3))))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("grant");
    }
  }

  @Test
  void aDashboardSeesTheViewAlone() throws SQLException {
    execute("arm_dashboard", "SELECT symptom FROM runbook_memory.runbook_memory");
    assertDenied("arm_dashboard", "SELECT * FROM runbook_memory.memory");
    assertDenied("arm_dashboard", "SELECT * FROM runbook_memory.content");
  }

  @Test
  void aDumpThatIsRestoredIsTheSameStore() throws SQLException, IOException {
    Path dump = folder.resolve("dump.sql");
    Files.writeString(dump, server.tool("pg_dump", "--schema=runbook_memory", "--no-owner"));
    PGSimpleDataSource restored = as("postgres");
    execute("postgres", "CREATE DATABASE restored");
    restored.setDatabaseName("restored");
    server.tool("psql", "--quiet", "--dbname=restored", "--file=" + readable(dump));

    try (PostgresMemoryStore old = PostgresMemoryStore.open(as("arm_reader"), READY);
        PostgresMemoryStore store = PostgresMemoryStore.open(restored, READY)) {
      List<Change> changes = old.reader(Tenant.DEFAULT).changes(0, 1000);
      assertThat(changes).isNotEmpty();
      assertThat(store.reader(Tenant.DEFAULT).changes(0, 1000)).isEqualTo(changes);
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(9, 1, 2, 3)));
    }
  }

  /** The server's user, who is another one, reads it. */
  private static Path readable(Path file) throws IOException {
    Path copy = Files.createTempFile("arm-dump", ".sql");
    Files.writeString(copy, Files.readString(file));
    assertThat(copy.toFile().setReadable(true, false)).isTrue();
    copy.toFile().deleteOnExit();
    return copy;
  }
}
