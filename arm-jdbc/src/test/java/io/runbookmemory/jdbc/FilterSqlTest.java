package io.runbookmemory.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryReader;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.StoredMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterSqlTest {

  private static final String AWKWARD = "a \"quoted\" \\ back\tslash' OR 1=1 -- \u00e9\ud83d\udd25";

  @TempDir Path directory;
  private MemoryStore store;
  private MemoryReader reader;

  @BeforeEach
  void fill() {
    store = open();
    reader = store.reader(Tenant.DEFAULT);
    store
        .writer(Tenant.DEFAULT)
        .upsert(List.of(serving(1, "checkout"), serving(2, AWKWARD), serving(3, null)));
  }

  /** Returns a store that is empty. */
  MemoryStore open() {
    return SqliteMemoryStore.open(directory.resolve("memories.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static StoredMemory serving(int number, @Nullable String service) {
    StoredMemory note = Memories.note(Tenant.DEFAULT, number, "words");
    Scope scope = Scope.of(Tenant.DEFAULT).withService(service);
    return StoredMemory.lexical(note.memory().toBuilder().scope(scope).build());
  }

  private static Filter service(String name) {
    return Filter.eq(Field.SERVICE, name);
  }

  @Test
  void anyTextIsAValueAndNeverSql() {
    assertThat(reader.count(service(AWKWARD))).isEqualTo(1);
    assertThat(reader.count(new Filter.In<>(Field.SERVICE, Set.of(AWKWARD, "x")))).isEqualTo(1);
    assertThat(reader.count(new Filter.HasTag(AWKWARD))).isZero();
  }

  @Test
  void notIsCarriedThroughAndAndOr() {
    Filter both = Filter.and(service("checkout"), service("checkout"));
    Filter either = Filter.or(service("checkout"), service("none"));

    assertThat(reader.count(Filter.not(both))).isEqualTo(2);
    assertThat(reader.count(Filter.not(either))).isEqualTo(2);
    assertThat(reader.count(Filter.not(Filter.not(either)))).isEqualTo(1);
    assertThat(reader.count(Filter.not(Filter.everything()))).isZero();
  }

  @Test
  void aSetMayHoldMoreValuesThanAStatement() {
    Set<String> services = new HashSet<>();
    IntStream.range(0, 50_000).forEach(number -> services.add("service " + number));
    services.add("checkout");

    assertThat(reader.count(new Filter.In<>(Field.SERVICE, services))).isEqualTo(1);
    assertThat(reader.count(Filter.not(new Filter.In<>(Field.SERVICE, services)))).isEqualTo(2);
  }

  @Test
  void chainsAreAnsweredHoweverLong() {
    Filter anyOf = service("checkout");
    for (int i = 0; i < 5_000; i++) {
      anyOf = Filter.or(anyOf, service("service " + i));
    }

    assertThat(reader.count(anyOf)).isEqualTo(1);
    assertThat(reader.count(new Filter.Or(Collections.nCopies(20_000, service("checkout")))))
        .isEqualTo(1);
  }

  @Test
  void nodesOfManyPartsAreAnsweredAtEveryDepthAndOfTooManyRefused() {
    assertThat(reader.count(nested(Filter.MAX_DEPTH, 15))).isEqualTo(1);

    Filter tooWide = nested(Filter.MAX_DEPTH, 40);
    assertThatThrownBy(() -> reader.count(tooWide))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 900 deep");
  }

  /** A filter that lets one service through, of nodes with some parts beside the next. */
  private static Filter nested(int depth, int beside) {
    Filter filter = service("checkout");
    for (int i = 0; i < depth; i++) {
      List<Filter> parts =
          new ArrayList<>(
              Collections.nCopies(
                  beside, i % 2 == 0 ? Filter.everything() : service("none of these")));
      parts.add(filter);
      filter = i % 2 == 0 ? new Filter.And(parts) : new Filter.Or(parts);
    }
    return filter;
  }

  @Test
  void moreConditionsThanAStatementMayHoldAreRefused() {
    Filter many = new Filter.Or(Collections.nCopies(40_000, service("checkout")));

    assertThatThrownBy(() -> reader.count(many))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 32000")
        .hasMessageContaining("got 40000");
  }
}
