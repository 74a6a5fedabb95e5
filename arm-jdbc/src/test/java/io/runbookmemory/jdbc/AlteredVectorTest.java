package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.jdbc.rows.CachedVectors;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.Passage;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A vector of another dimension, written into the column by hand, is told and never left out. */
@Timeout(60)
class AlteredVectorTest {

  private static final CachedVectors.Policy NEVER = new CachedVectors.Policy(0, 0);

  /** Of the first of the memories, which alone is of service "bad". */
  private static final String WHERE =
      " WHERE memory = (SELECT number FROM memory WHERE service = 'bad')";

  @TempDir Path folder;

  private static StoredMemory memory(int number, String service) {
    Memory memory =
        Memories.note(Tenant.DEFAULT, number, "words").memory().toBuilder()
            .scope(Scope.of(Tenant.DEFAULT).withService(service))
            .build();
    return new StoredMemory(
        memory, List.of(new Passage(null, Embedding.of(1, 2, number))), Memories.SPACE);
  }

  private static void fill(MemoryStore store) {
    store
        .writer(Tenant.DEFAULT)
        .upsert(List.of(memory(1, "bad"), memory(2, "good"), memory(3, "good")));
  }

  private void sqlite(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.db"));
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  private static SearchRequest.Builder nearest() {
    return SearchRequest.vector(Embedding.of(1, 2, 1), Memories.SPACE, Memories.NOW);
  }

  private static SearchRequest of(SearchRequest.Builder request, String service) {
    return request.filter(Filter.eq(Field.SERVICE, service)).build();
  }

  private static void requireTold(String found, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(CorruptStoreException.class)
        .hasMessageContaining("of 3 dimensions, got one of " + found)
        .hasMessageContaining(Memories.id(1).toString());
  }

  /** Whatever has to look at it fails and names it; the rest goes on. */
  private static void requireNamedAndTheRestUnharmed(MemoryReader reader, String found) {
    requireTold(found, () -> reader.search(nearest().exact(true).build()));
    requireTold(found, () -> reader.search(of(nearest().exact(true), "bad")));
    assertThatThrownBy(() -> reader.get(Memories.id(1)))
        .isInstanceOf(CorruptStoreException.class)
        .hasMessageContaining(Memories.id(1).toString());

    for (boolean exact : List.of(true, false)) {
      assertThat(reader.search(of(nearest().exact(exact), "good")))
          .extracting(hit -> hit.memory().id())
          .containsExactly(Memories.id(2), Memories.id(3));
    }
    assertThat(reader.search(SearchRequest.text("words", Memories.NOW).build())).hasSize(3);
    assertThat(reader.get(Memories.id(2))).isPresent();
  }

  @Test
  void sqliteRowByRowNamesTheMemoryAndBothDimensions() throws Exception {
    try (MemoryStore store = CachedVectorsTest.open(folder, NEVER)) {
      fill(store);
      sqlite("UPDATE passage SET vector = x'0000803f00000040'" + WHERE);
      requireNamedAndTheRestUnharmed(store.reader(Tenant.DEFAULT), "2");
      requireMended(store);
    }
  }

  @Test
  void sqliteInMemoryNamesTheMemoryWhetherTheVectorsWereReadBeforeOrAfter() throws Exception {
    try (MemoryStore store = CachedVectorsTest.open(folder, CachedVectorsTest.AT_ONCE)) {
      fill(store);
      MemoryReader reader = store.reader(Tenant.DEFAULT);
      for (int search = 0; search < 3; search++) {
        assertThat(reader.search(nearest().exact(true).build())).hasSize(3);
      }
      sqlite("UPDATE passage SET vector = x'0000803f00000040'" + WHERE);
      requireNamedAndTheRestUnharmed(reader, "2");
    }
    try (MemoryStore store = CachedVectorsTest.open(folder, CachedVectorsTest.AT_ONCE)) {
      for (int search = 0; search < 3; search++) {
        requireNamedAndTheRestUnharmed(store.reader(Tenant.DEFAULT), "2");
      }
      requireMended(store);
    }
  }

  /** Nothing, half a coordinate too much, one too many, one too few. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0000803f00000040000080400000",
        "0000803f000000400000803f0000803f",
        "0000803f00000040"
      })
  void bytesThatAreNoVectorOfTheDimensionAreTold(String hex) throws Exception {
    try (MemoryStore store = CachedVectorsTest.open(folder, NEVER)) {
      fill(store);
      sqlite("UPDATE passage SET vector = x'" + hex + "'" + WHERE);
      requireTold(
          Integer.toString(hex.length() / 8),
          () -> store.reader(Tenant.DEFAULT).search(nearest().build()));
    }
  }

  /** As the error advises. */
  private static void requireMended(MemoryStore store) {
    assertThat(store.writer(Tenant.DEFAULT).delete(List.of(Memories.id(1)), Memories.NOW))
        .isEqualTo(1);
    assertThat(store.reader(Tenant.DEFAULT).search(nearest().exact(true).build())).hasSize(2);
  }

  @Test
  void postgresWithoutTheExtensionNamesTheMemoryAndBothDimensions() throws Exception {
    DataSource source = PostgresServer.get().pool();
    PostgresOptions options = Tables.fresh().build();
    try (MemoryStore store = PostgresMemoryStore.open(source, options)) {
      fill(store);
      Tables.execute(source, options, "UPDATE passage SET vector = '\\x0000803f00000040'" + WHERE);
      for (int search = 0; search < 3; search++) {
        requireNamedAndTheRestUnharmed(store.reader(Tenant.DEFAULT), "2");
      }
      requireMended(store);
    }
  }

  /** Its index lets no such vector in; where there is none, the column does. */
  @Test
  void theExtensionNamesTheMemoryAndBothDimensions() throws Exception {
    DataSource source = PgliteServer.get().pool();
    PostgresOptions options = Tables.fresh().build();
    try (MemoryStore store = PostgresMemoryStore.open(source, options)) {
      fill(store);
      String alter = "UPDATE passage SET vector = '[1,2]'" + WHERE;
      assertThatThrownBy(() -> Tables.execute(source, options, alter))
          .hasMessageContaining("expected 3 dimensions");
      Tables.execute(source, options, "DROP INDEX passage_nearest; " + alter);

      requireTold("2", () -> store.reader(Tenant.DEFAULT).search(nearest().build()));
      requireNamedAndTheRestUnharmed(store.reader(Tenant.DEFAULT), "2");
      requireMended(store);
    }
  }
}
