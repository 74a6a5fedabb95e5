package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.testkit.server.LocalPostgres;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** A server that crashes at the worst moment: before anything of a transaction is on its disk. */
@Timeout(120)
class LostCommitTest {

  private static final MemoryId LOST = Memories.id(1);
  private static final MemoryId OTHER = Memories.id(2);

  /** Nothing is written behind the transactions' backs for so long. */
  private static final String SETTINGS = "-c fsync=off -c wal_writer_delay=10s";

  @Test
  void aTransactionWhoseNumberTheServerGivesAgainIsDoneAgain() {
    LocalPostgres launched = LocalPostgres.launch(SETTINGS).orElse(null);
    TestServer.require(launched != null, "PostgreSQL is needed: apt-get install postgresql-15");
    try (LocalPostgres server = Objects.requireNonNull(launched)) {
      PGSimpleDataSource source = TestServer.dataSource(server.port(), "");
      LosingDataSource losing = new LosingDataSource(source);
      try (PostgresMemoryStore store = PostgresMemoryStore.open(losing.dataSource());
          PostgresMemoryStore other = PostgresMemoryStore.open(source)) {
        store
            .writer(Tenant.DEFAULT)
            .upsert(List.of(Memories.pointing(1, 1, 2, 3), Memories.pointing(2, 3, 2, 1)));
        losing.beforeNextCommit(
            () -> {
              server.crash();
              server.restart();
              for (int i = 0; i < 5; i++) {
                other.writer(Tenant.DEFAULT).adjust(OTHER, UsageDelta.recalled());
              }
            });

        assertThat(store.writer(Tenant.DEFAULT).adjust(LOST, UsageDelta.recalled())).isTrue();

        assertThat(recalls(other, LOST)).isEqualTo(1);
        assertThat(recalls(other, OTHER)).isEqualTo(5);
      }
    }
  }

  private static long recalls(PostgresMemoryStore store, MemoryId id) {
    MemoryReader reader = store.reader(Tenant.DEFAULT);
    return Objects.requireNonNull(reader.usage(List.of(id)).get(id)).recalls();
  }

  @Test
  void aMarkStaysOnlyUntilTheNextWrite() throws Exception {
    PostgresOptions options = Tables.fresh().build();
    PGSimpleDataSource source = PostgresServer.get().dataSource();
    try (PostgresMemoryStore store = PostgresMemoryStore.open(source, options)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
      for (int i = 0; i < 10; i++) {
        store.writer(Tenant.DEFAULT).adjust(LOST, UsageDelta.recalled());
      }
      assertThat(Tables.rows(source, options, "SELECT id FROM mark")).hasSize(1);
    }
    Tables.execute(source, options, "UPDATE mark SET at = at - interval '3 days'");
    try (PostgresMemoryStore store = PostgresMemoryStore.open(source, options)) {
      store.writer(Tenant.DEFAULT).adjust(LOST, UsageDelta.recalled());
    }
    assertThat(Tables.rows(source, options, "SELECT at > now() - interval '1 day' FROM mark"))
        .containsExactly(List.of("t"));
  }
}
