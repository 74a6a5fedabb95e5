package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.replica.StoreIdentity;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What a replica knows its PostgreSQL store by. */
class PostgresIdentityTest {

  private PostgresServer server;
  private final PostgresOptions options = Tables.fresh().build();

  @BeforeEach
  void server() {
    server = PostgresServer.get();
  }

  private StoreIdentity identity(PGSimpleDataSource source, PostgresOptions schema) {
    try (PostgresMemoryStore store = PostgresMemoryStore.open(source, schema)) {
      return store.identity();
    }
  }

  @Test
  void itStaysThroughWritesAndCrashes() {
    StoreIdentity before = identity(server.dataSource(), options);
    try (PostgresMemoryStore store = PostgresMemoryStore.open(server.dataSource(), options)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
    }
    server.crash();
    server.start();

    assertThat(identity(server.dataSource(), options)).isEqualTo(before);
    assertThat(before.store())
        .contains(options.schema())
        .contains("postgres")
        .matches("(?s)\\d{10,}/.*");
    assertThat(before.history()).as("database, table, timeline").matches("\\d+/\\d+/00000001");
  }

  @Test
  void aSchemaThatIsMadeAnewHasAnotherHistory() throws Exception {
    StoreIdentity before = identity(server.dataSource(), options);
    Tables.execute(
        server.dataSource(), options, "DROP SCHEMA " + Tables.quoted(options) + " CASCADE");

    StoreIdentity after = identity(server.dataSource(), options);

    assertThat(after.store()).isEqualTo(before.store());
    assertThat(after.history()).isNotEqualTo(before.history());
  }

  @Test
  void anotherSchemaIsAnotherStore() {
    assertThat(identity(server.dataSource(), Tables.fresh().build()).store())
        .isNotEqualTo(identity(server.dataSource(), options).store());
  }

  @Test
  void anOrdinaryRoleIsToldTheSame() throws Exception {
    StoreIdentity superuser = identity(server.dataSource(), options);
    String schema = Tables.quoted(options);
    Tables.execute(
        server.dataSource(),
        options,
        "CREATE ROLE follower LOGIN; GRANT USAGE ON SCHEMA "
            + schema
            + " TO follower; GRANT SELECT ON ALL TABLES IN SCHEMA "
            + schema
            + " TO follower");
    PGSimpleDataSource source = server.dataSource();
    source.setUser("follower");

    assertThat(identity(source, options)).isEqualTo(superuser);

    Tables.execute(
        server.dataSource(), options, "REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC");
    try {
      assertThat(identity(source, options).history()).isEqualTo(superuser.history());
      assertThat(identity(source, options).store()).isEqualTo("postgres/" + options.schema());
    } finally {
      Tables.execute(
          server.dataSource(), options, "GRANT EXECUTE ON FUNCTION pg_control_system() TO PUBLIC");
    }
  }
}
