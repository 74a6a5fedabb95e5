package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.memory.Tenant;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SQL users see of a SQLite file. */
class SqliteViewTest {

  private static final String COLUMNS =
      "issue_id service env tags symptom slo_ref severity detection_rules runbook_md"
          + " confluence_urls owners escalation_policy_id last_verified last_seen embedding";

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("store.db");
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file());
  }

  private void fill() {
    try (SqliteMemoryStore store = SqliteMemoryStore.open(file())) {
      RunbookViewTest.fill(store);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void theViewHasTheColumnsAndRowsOfPostgresqls() throws SQLException {
    fill();
    List<String> names = new ArrayList<>();
    List<@Nullable String> values = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT *, hex(embedding) FROM runbook_memory")) {
      assertThat(rows.next()).isTrue();
      for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
        names.add(rows.getMetaData().getColumnName(column));
        values.add(rows.getString(column));
      }
      assertThat(rows.next())
          .as("drafts, notes and other tenants' runbooks are not shown")
          .isFalse();
    }
    assertThat(names.subList(0, 15)).containsExactly(COLUMNS.split(" ", -1));
    assertThat(values.subList(0, 14))
        .containsExactly(
            Memories.id(1).value().toString(),
            "checkout",
            "prod",
            "[\"a\",\"b\"]",
            "Checkout is slow",
            "checkout-latency",
            "SEV2",
            "[{\"language\":\"promql\",\"query\":\"up == 0\"}]",
            "# Look",
            "[\"https://wiki/1\"]",
            "[\"team-a\",\"team-b\"]",
            "P123",
            null,
            "2026-05-12T02:41:00.000Z");
    assertThat(values.getLast()).isEqualTo("0000803F0000000000000000");
    assertThatThrownBy(() -> execute("DELETE FROM runbook_memory"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("view");
  }

  @Test
  void aFileFromBeforeThereWasAViewGetsIt() throws SQLException {
    fill();
    execute("DROP VIEW runbook_memory");

    try (SqliteMemoryStore store = SqliteMemoryStore.open(file())) {
      assertThat(store.reader(Tenant.DEFAULT).stats().memories()).isEqualTo(3);
    }
    execute("SELECT issue_id FROM runbook_memory");
  }
}
