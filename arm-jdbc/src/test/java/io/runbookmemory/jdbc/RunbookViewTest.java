package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryStatus;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Severity;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.StoredMemory;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What SQL users see of the store. */
class RunbookViewTest {

  private static final String RUNBOOK =
      """
      {"title": "Checkout is slow", "provenance": {"source": "test", "key": "1"},
       "content": {"kind": "runbook", "markdown": "# Look", "slo": "checkout-latency",
         "detectionRules": [{"language": "promql", "query": "up == 0"}],
         "urls": ["https://wiki/1"], "owners": ["team-a", "team-b"],
         "escalationPolicy": "P123"}}
      """;

  private static Memory runbook(Tenant tenant, int number) {
    return MemoryJson.read(memoryJson(number)).toBuilder()
        .scope(Scope.of(tenant).withService("checkout").withEnv("prod"))
        .tags(Set.of("b", "a"))
        .severity(Severity.SEV2)
        .lastSeenAt(Memories.NOW)
        .build();
  }

  private static String memoryJson(int number) {
    return RUNBOOK.replace(
        "{\"title\"",
        "{\"id\": \"%s\", \"type\": \"PROCEDURAL\", \"scope\": {\"tenant\": \"default\"}, \"createdAt\": \"%s\", \"updatedAt\": \"%s\","
                .formatted(Memories.id(number).value(), Memories.NOW, Memories.NOW)
            + " \"title\"");
  }

  private static StoredMemory pointing(Memory memory) {
    return new StoredMemory(
        memory, List.of(new Passage(null, Embedding.of(1, 0, 0))), Memories.SPACE);
  }

  private static void fill(DataSource source, PostgresOptions options) {
    try (PostgresMemoryStore store = PostgresMemoryStore.open(source, options)) {
      fill(store);
    }
  }

  /** A runbook to be seen; a draft, a note and another tenant's that are not. */
  static void fill(MemoryStore store) {
    Tenant other = new Tenant("other");
    store
        .writer(Tenant.DEFAULT)
        .upsert(
            List.of(
                pointing(runbook(Tenant.DEFAULT, 1)),
                pointing(runbook(Tenant.DEFAULT, 2).toBuilder().status(MemoryStatus.DRAFT).build()),
                Memories.note(Tenant.DEFAULT, 3, "no runbook")));
    store.writer(other).upsert(List.of(pointing(runbook(other, 4))));
  }

  private static void assertView(DataSource source, String embedding) throws SQLException {
    PostgresOptions options = Tables.fresh().build();
    fill(source, options);
    assertColumns(source, options);
    List<List<String>> rows =
        Tables.rows(
            source,
            options,
            "SELECT v.*, last_seen = '2026-05-12T02:41:00Z' FROM runbook_memory v");
    assertThat(rows).hasSize(1);
    List<String> row = rows.getFirst();
    assertThat(row.subList(0, 12))
        .containsExactly(
            Memories.id(1).value().toString(),
            "checkout",
            "prod",
            "{a,b}",
            "Checkout is slow",
            "checkout-latency",
            "SEV2",
            "[{\"query\": \"up == 0\", \"language\": \"promql\"}]",
            "# Look",
            "{https://wiki/1}",
            "{team-a,team-b}",
            "P123");
    assertThat(row.get(14)).isEqualTo(embedding);
    assertThat(row.getLast()).isEqualTo("t");
    assertThatThrownBy(() -> Tables.execute(source, options, "DELETE FROM runbook_memory"))
        .isInstanceOf(SQLException.class);
  }

  private static void assertColumns(DataSource source, PostgresOptions options)
      throws SQLException {
    assertThat(
            Tables.rows(
                source,
                options,
                "SELECT column_name FROM information_schema.columns WHERE table_schema ="
                    + " current_schema() AND table_name = 'runbook_memory' ORDER BY"
                    + " ordinal_position"))
        .extracting(List::getFirst)
        .containsExactly(
            "issue_id service env tags symptom slo_ref severity detection_rules runbook_md"
                .concat(
                    " confluence_urls owners escalation_policy_id last_verified last_seen"
                        + " embedding")
                .split(" ", -1));
  }

  @Test
  void theViewIsThePlainTableThatDashboardsExpect() throws SQLException {
    assertView(PostgresServer.get().pool(), "\\x0000803f0000000000000000");
  }

  @Test
  void withPgvectorItShowsVectors() throws SQLException {
    assertView(PgliteServer.get().pool(), "[1,0,0]");
  }

  @Test
  void anotherTenantIsNamedInASetting() throws SQLException {
    DataSource source = PostgresServer.get().dataSource();
    PostgresOptions options = Tables.fresh().build();
    fill(source, options);

    assertThat(
            Tables.rows(
                source,
                options,
                "WITH t AS MATERIALIZED (SELECT set_config('runbook_memory.tenant', 'other',"
                    + " false)) SELECT v.issue_id FROM t CROSS JOIN runbook_memory v"))
        .containsExactly(List.of(Memories.id(4).value().toString()));
  }
}
