package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.testkit.server.LocalPostgres;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A store on a hot standby, which follows the server that is written to. */
class PostgresStandbyTest {

  private static final long SOON = Duration.ofSeconds(60).toNanos();

  private final PostgresServer server = PostgresServer.get();
  private final PostgresOptions options =
      Tables.fresh().announceWrites(true).patience(Duration.ofSeconds(2)).build();

  @Test
  void aStandbyIsReadAndFollowsAndNamesThePrimaryToWhoWrites() {
    try (PostgresMemoryStore primary = PostgresMemoryStore.open(server.dataSource(), options)) {
      primary.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(1, 1, 2, 3)));
      try (LocalPostgres standby = server.standby()) {
        PGSimpleDataSource source = TestServer.dataSource(standby.port(), "");
        try (PostgresMemoryStore store = PostgresMemoryStore.open(source, options)) {
          requireReading(store.reader(Tenant.DEFAULT));
          requireNoWriting(store);
          primary.writer(Tenant.DEFAULT).upsert(List.of(Memories.pointing(2, 3, 2, 1)));
          requireSoonThere(store.reader(Tenant.DEFAULT));
        }
      }
    }
  }

  private static void requireReading(MemoryReader reader) {
    assertThat(reader.get(Memories.id(1))).isPresent();
    Embedding asked = Embedding.of(new float[] {1, 2, 3});
    assertThat(
            reader.search(
                SearchRequest.hybrid(asked, Memories.SPACE, "words", Memories.NOW).build()))
        .hasSize(1);
    assertThat(reader.changes(0, 10)).hasSize(1);
  }

  private static void requireNoWriting(PostgresMemoryStore store) {
    MemoryWriter writer = store.writer(Tenant.DEFAULT);
    List<ThrowingCallable> writes =
        List.of(
            () -> writer.upsert(List.of(Memories.pointing(1, 1, 2, 3))),
            () -> writer.adjust(Memories.id(1), UsageDelta.recalled()),
            () -> writer.delete(List.of(Memories.id(1)), Memories.NOW),
            () -> store.ledger(Tenant.DEFAULT).append(List.of(Entries.entry(1))),
            () -> store.leases().acquire(Entries.claim("a")));
    for (ThrowingCallable write : writes) {
      assertThatThrownBy(write)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("read-only")
          .hasMessageContaining("primary");
    }
  }

  private static void requireSoonThere(MemoryReader reader) {
    long deadline = System.nanoTime() + SOON;
    while (reader.get(Memories.id(2)).isEmpty()) {
      assertThat(System.nanoTime()).as("followed within a minute").isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
