package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.content.Note;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresTextTest {

  private static final String AWKWARD =
      "'; DROP TABLE memory; -- \"x\" \\ ' || 1=1 $$ ? :* & | ! <-> %s \u00e9\ud83d\udd25\t\r\n é";

  private DataSource source;

  @BeforeEach
  void server() {
    source = PostgresServer.get().pool();
  }

  private static MemoryReader reader(PostgresMemoryStore store) {
    return store.reader(Tenant.DEFAULT);
  }

  @Test
  void anyTextIsAValueAndNeverSql() throws SQLException {
    PostgresOptions options =
        PostgresOptions.builder().schema("odd \"name'; DROP TABLE x; --").build();
    String name = AWKWARD.replaceAll("\\s+", " ").strip();
    Memory memory =
        Memory.builder(
                Memories.id(1),
                Scope.of(Tenant.DEFAULT).withService(name),
                name,
                new Note(AWKWARD),
                Memories.NOW)
            .tags(Set.of(AWKWARD, "tag"))
            .build();
    try (PostgresMemoryStore store = PostgresMemoryStore.open(source, options)) {
      store.writer(Tenant.DEFAULT).upsert(List.of(StoredMemory.lexical(memory)));

      Memory read = reader(store).get(Memories.id(1)).orElseThrow().memory();
      assertThat(read).isEqualTo(memory.toBuilder().version(1).build());
      for (Filter filter :
          List.of(
              Filter.eq(Field.SERVICE, String.valueOf(read.scope().service())),
              new Filter.In<>(Field.SERVICE, Set.of("x", name)),
              new Filter.HasTag(read.tags().iterator().next()),
              new Filter.ContainsText(AWKWARD))) {
        assertThat(reader(store).count(filter)).as("%s", filter).isEqualTo(1);
        assertThat(reader(store).count(Filter.not(filter))).as("not %s", filter).isZero();
      }
      assertThat(reader(store).search(SearchRequest.text(AWKWARD, Memories.NOW).build()))
          .hasSize(1);
      assertThat(reader(store).count(new Filter.HasTag("' OR 1=1 --"))).isZero();
    }
    assertThat(Tables.rows(source, options, "SELECT tag FROM tag")).hasSize(2);
  }

  @Test
  void nulAndLoneSurrogatesAreReplacedBeforeTheyGetHere() {
    try (PostgresMemoryStore store = PostgresMemoryStore.open(source, Tables.fresh().build())) {
      StoredMemory note = Memories.note(Tenant.DEFAULT, 1, "a\0b \ud83d c");
      store.writer(Tenant.DEFAULT).upsert(List.of(note));

      assertThat(reader(store).get(Memories.id(1)).orElseThrow().memory().text())
          .isEqualTo("a\ufffdb \ufffd c");
    }
  }

  @Test
  void aTextMayHaveMoreWordsThanAVectorHolds() throws SQLException {
    PostgresOptions options = Tables.fresh().build();
    String words =
        IntStream.range(0, 60_000).mapToObj(n -> "w" + n + "x").collect(Collectors.joining(" "));
    try (PostgresMemoryStore store = PostgresMemoryStore.open(source, options)) {
      store
          .writer(Tenant.DEFAULT)
          .upsert(
              List.of(
                  Memories.note(Tenant.DEFAULT, 1, words + " needle"),
                  Memories.note(Tenant.DEFAULT, 2, "w1x needle")));

      assertThat(Tables.rows(source, options, "SELECT max(part) > 0 FROM words"))
          .containsExactly(List.of("t"));
      assertThat(reader(store).count(new Filter.ContainsText("w1x w59999x needle"))).isEqualTo(1);
      assertThat(reader(store).count(new Filter.ContainsText("w1x needle"))).isEqualTo(2);
      assertThat(reader(store).count(new Filter.ContainsText("w1x w60000x"))).isZero();
      assertThat(reader(store).search(SearchRequest.text("w1x needle", Memories.NOW).build()))
          .extracting(hit -> hit.memory().id())
          .containsExactlyInAnyOrder(Memories.id(1), Memories.id(2));
    }
  }

  @Test
  void aRareWordOutweighsCommonOnes() {
    try (PostgresMemoryStore store = PostgresMemoryStore.open(source, Tables.fresh().build())) {
      store
          .writer(Tenant.DEFAULT)
          .upsert(
              IntStream.range(0, 50)
                  .mapToObj(
                      number ->
                          Memories.note(
                              Tenant.DEFAULT,
                              number,
                              number == 45
                                  ? "ERR4711 and many other things that make this text longer"
                                  : "timeout of the database server"))
                  .toList());

      assertThat(
              reader(store)
                  .search(SearchRequest.text("timeout of the server ERR4711", Memories.NOW).build())
                  .getFirst()
                  .memory()
                  .id())
          .isEqualTo(Memories.id(45));
    }
  }
}
